import Coalition

/// Shorter things that are written down in the demo: attempts, sealed notes, notes of a stay.
extension DemoNotes {
    /// A note that only few may read.
    struct Sensitive: Sendable, Hashable {
        /// Why it is sealed; the raw value is the head of its section.
        enum Kind: String, Sendable, Hashable, CaseIterable {
            case health, legal, preference
        }

        let kind: Kind
        let text: String
    }

    /// Attempts at contact that failed.
    static let attempts: [String] = WordList.lines(attemptsText)

    /// What a coordinator said to do.
    static let promises: [String] = WordList.lines(
        """
        Ik bel de school over de wenweek.
        Ik vraag de gemeente naar de brief over de huur.
        Ik zoek een fiets voor de oudste.
        Ik stuur de groep het programma van het taalcafé.
        Ik regel een tolk voor het volgende gesprek.
        Ik kijk met de groep wanneer iedereen kan.
        """)
    /// A line that stands under the name of some groups.
    static let goodToKnow: [String] = WordList.lines(
        """
        Belt liever na 16 uur.
        Spreekt af via de groepsapp; één bericht is genoeg.
        De contactpersoon werkt op maandag en dinsdag.
        """)

    /// Sealed notes of each kind; made up, and without a name, a diagnosis or a country.
    static let sensitive: [Sensitive] = WordList.sections(sensitiveText).flatMap { section in
        Sensitive.Kind(rawValue: section.head).map { kind in
            section.lines.map { Sensitive(kind: kind, text: $0) }
        } ?? []
    }

    /// Notes of a Shelter City stay, without a country, a place of work or a face.
    static let stay: [String] = WordList.lines(stayText)

    static let attemptsText = """
        Twee keer gebeld, geen gehoor.
        Aan de deur geweest, niemand thuis. Een kaartje in de bus gedaan.
        Bericht gestuurd, nog niet gelezen.
        Afspraak ging niet door: het gezin had een andere afspraak bij de gemeente.
        Gebeld, kwam niet gelegen. Morgen opnieuw.
        Bij het taalcafé gewacht, niemand gezien.
        Telefoon stond uit. Vanavond probeert een ander groepslid het.
        De tolk zei af, daarom het gesprek verzet.
        Iemand van de groep was ziek; de wandeling is een week later.
        Voicemail ingesproken, langzaam en in eenvoudig Nederlands.
        Te laat gekomen door de trein; het gezin was al weg.
        Oude telefoonnummer bleek niet meer te kloppen. Coördinator gevraagd naar het nieuwe.
        Het regende te hard om te fietsen. Nieuwe datum voorgesteld.
        Gezin heeft het druk met de taalles, liever na de toets.
        Bezoek afgezegd vanwege een verkouden kind.
        Elkaar misgelopen op het plein, misschien de tijd door elkaar gehaald.
        Drie berichten zonder antwoord. We laten het even rusten en proberen het maandag.
        Gebeld tijdens etenstijd, dat was onhandig van ons.
        Loket was gesloten wegens een storing. Donderdag gaan we weer.
        Videogesprek viel steeds weg. Volgende keer gewoon bellen.
        Sleutel van het buurthuis was zoek, het koken is verplaatst.
        Deurbel deed het niet, bleek achteraf. Ze waren gewoon thuis.
        Afspraak vergeten in te plannen; excuses gestuurd.
        Feestdag bij het gezin, daar hadden we niet aan gedacht. Fijn feest gewenst.
        Langs geweest met de kast, maar de lift was stuk. Zaterdag met meer handen.
        Gemaild met de school, nog geen antwoord.
        """

    static let sensitiveText = """
        [health]
        Heeft elke twee weken een vaste afspraak in het ziekenhuis; plan dan geen bezoek.
        Slaapt slecht en is 's ochtends moe. Afspraken liever na elf uur.
        Kan geen trappen lopen; houd rekening met lift en rustpunten.
        Gebruikt een gehoorapparaat en leest graag mee van papier.
        Is in gesprek met een behandelaar; de groep vraagt er niet naar.
        [legal]
        Een procedure loopt nog; vragen daarover gaan naar de advocaat, niet naar de groep.
        Gezinshereniging is aangevraagd. Alleen de coördinator volgt de termijn.
        Er is bezwaar gemaakt tegen een besluit. Post daarover niet openen of fotograferen.
        [preference]
        Wil bij bezoek aan huis graag dat er een vrouw uit de groep bij is.
        Liever geen tolk uit de eigen gemeenschap.
        Geen foto's, ook niet van achteren of in de groepsapp.
        Praat niet graag over de reis. Over muziek des te meer.
        Liever geen contact met landgenoten via de groep; een reden is niet nodig.
        """

    static let stayText = """
        Veilig aangekomen en goed geslapen. De rondleiding door het huis doen we morgen.
        Huis en wijk laten zien. Sleutels, noodnummers en de afspraken over sociale media besproken.
        Rustige eerste week. Veel gewandeld, weinig gepland, en dat was precies goed.
        Fiets uitgezocht en geoefend op het plein achter het huis.
        Training digitale veiligheid gevolgd. De telefoon is opnieuw ingericht.
        Gesprek met de gast over rust: deze week geen afspraken na drie uur.
        Kennisgemaakt met de buddy. Ze gaan vrijdag samen naar de markt.
        Lunch met drie mensen van de universiteit, besloten en zonder foto's.
        De gast wil graag schrijven; een stille werkplek in de bibliotheek is geregeld.
        Bijeenkomst met studenten, zonder naam en zonder foto. Mooie vragen, warme sfeer.
        Naar de huisarts voor een controle, alles in orde.
        Netwerkdag gehad. Drie nieuwe contacten, die de gast zelf onderhoudt.
        Samen gekookt met de partnerorganisatie. Er bleef niets over.
        Werkbezoek aan een collega-organisatie. De gast gaf veel raad terug.
        Halverwege: wat goed gaat, wat anders kan. De gast wil meer sport en minder vergaderen.
        Zwemabonnement geregeld, elke ochtend een uur. Dat helpt bij het slapen.
        Verzoek van een krant kwam binnen. De gast denkt erover na, zonder haast.
        Interview afgezegd op verzoek van de gast. Geen uitleg nodig.
        Een dag naar zee. Verder niets, en dat was de bedoeling.
        Wekelijks gesprek gehad. Soms is het stil, en dat mag.
        Cursus projectplannen schrijven afgerond. Het certificaat volgt.
        Gesprek met een psycholoog mogelijk gemaakt; de inhoud blijft tussen hen.
        Bezoek aan de gemeente, ontvangst in kleine kring.
        Eerste gesprek over de terugreis: wat is nodig, wie weet ervan, wat niet opschrijven.
        Plan voor daarna besproken. Vaste tijden afgesproken om van zich te laten horen.
        Afscheid met soep en muziek. De sleutel ligt weer bij de coördinator.
        Bericht van veilige aankomst ontvangen langs de afgesproken weg.
        Nazorggesprek gehad. Het gaat goed, en het werk is rustig weer begonnen.
        """
}
