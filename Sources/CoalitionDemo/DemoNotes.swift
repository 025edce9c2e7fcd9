import Coalition

/// What volunteers of the demo write in the log; nobody in it has a name.
enum DemoNotes {
    /// Notes of meetings that took place, ten or more for each theme.
    static let contacts: [DemoNote] = DemoNote.list(homeText) + DemoNote.list(townText)

    /// The notes on one theme.
    static func contacts(on theme: DemoTheme) -> [DemoNote] {
        contacts.filter { $0.theme == theme }
    }

    static let homeText = """
        [housing]
        # Gordijnen opgehangen
        De woonkamer is nu echt af. Daarna thee gedronken op de nieuwe bank.
        # Meubels gehaald bij de kringloop
        Een tafel, zes stoelen en een boekenkast gevonden. De kast staat nog in delen in de gang.
        # Uitleg over de thermostaat
        Samen gekeken hoe de verwarming werkt en wat ventileren doet. Een kaartje bij de knop
        gehangen.
        # Kennisgemaakt met de buren
        Met een schaal koekjes bij drie voordeuren geweest. De bovenburen komen zaterdag koffie
        drinken.
        # Lekkage gemeld bij de verhuurder
        Samen gebeld, het gezin deed zelf het woord. De loodgieter komt donderdagochtend.
        # Afval scheiden geoefend
        Pasje van de container geactiveerd en de kalender op de koelkast geplakt.
        # Kinderkamer geverfd
        Met vier groepsleden in een middag klaar. De kinderen kozen zelf de kleur: zeegroen.
        # Fietsenberging opgeruimd
        Er is nu plek voor alle fietsen. Een slot moet nog vervangen worden.
        # Huurcontract doorgenomen
        Met de tolk elke bladzijde besproken. Er was één vraag over de servicekosten.
        # Meterstanden doorgegeven
        Foto's van de meters gemaakt en samen ingevuld op de site. Volgende keer doet het gezin het
        zelf.
        # Tuintje aangelegd
        Munt, koriander en tomaten geplant. De buurman leende zijn schep uit.
        [health]
        # Ingeschreven bij de huisarts
        De assistente nam rustig de tijd. Het eerste gesprek is over twee weken, met een tolk aan de
        lijn.
        # Mee naar de tandarts
        Spannend, maar het viel mee. Over een half jaar weer voor controle.
        # Zorgpas en polis uitgezocht
        Verschil tussen eigen risico en premie uitgelegd. Alles zit nu in één map.
        # Samen naar het consultatiebureau
        Goed gesprek met de verpleegkundige. De volgende afspraak staat in de agenda.
        # Recept opgehaald bij de apotheek
        Geoefend met de vraag hoe vaak en wanneer. Er hing een foldertje in de eigen taal.
        # Wandeling langs het water
        Een uur gelopen en veel gelachen. Buiten praat het makkelijker dan aan tafel.
        # Afspraak bij de fysiotherapeut gemaakt
        Zelf gebeld, ik zat erbij voor het geval dat. Niet nodig gebleken.
        # Opticien bezocht
        Een bril gekozen en de vergoeding nagevraagd. Over een week kan hij worden opgehaald.
        # Gekookt en over eten gepraat
        Linzensoep geleerd en verteld wat stamppot is. Beide recepten zijn nu uitgewisseld.
        # Fietsroute naar het ziekenhuis verkend
        De ingang en de balie gevonden, zodat het op de dag zelf geen zoeken wordt.
        [language]
        # Brief van de gemeente gelezen
        Samen de brief van de gemeente gelezen. Volgende keer oefenen we met bellen.
        # Bellen geoefend
        Om beurten deden we alsof we de huisarts waren. Bij de derde keer ging het vanzelf.
        # Mee naar het taalcafé
        Eerst wat stil, later aan tafel met twee buurtgenoten. Volgende week gaan ze zonder ons.
        # Boodschappenlijst in het Nederlands
        Daarna met de lijst naar de markt. De marktvrouw bij de groente sprak extra langzaam.
        # Stapel post uitgezocht
        Drie dingen om te bewaren, de rest kon weg. De envelop met het blauwe logo herkennen ze nu
        zelf.
        # Voorgelezen uit de bibliotheek
        Ieder een bladzijde. De kinderen verbeteren onze uitspraak van hun eigen taal.
        # Bibliotheekpassen gehaald
        Met een stapel prentenboeken naar huis. De taalhoek is elke woensdag open.
        # Woorden voor de fietsenmaker
        Ketting, band, bel, licht. Daarna echt naar de fietsenmaker gegaan.
        # Taalmaatje voorgesteld
        Het klikte meteen. Ze spreken elke dinsdagavond af, een uur zonder telefoon.
        # Huiswerk voor de taalles
        Hoofdstuk vier af. Het verschil tussen 'de' en 'het' blijft voor iedereen een raadsel.
        # Gesprek over spreekwoorden
        De kat uit de boom kijken bleek in drie talen te bestaan, met steeds een ander dier.
        [school]
        # Kennisgemaakt met de juf
        De school heeft een vaste contactpersoon voor ouders. Gymtas en bekers zijn besteld.
        # Eerste schooldag meegelopen
        Tot aan het hek, en daarna samen koffie. Om twaalf uur kwamen er twee blije gezichten uit.
        # Oudergesprek voorbereid
        Vragen opgeschreven in beide talen. De ouders willen graag meer weten over het advies.
        # Ingeschreven bij de voorschool
        Vier ochtenden in de week. Het wennen begint na de vakantie.
        # Schoolapp op de telefoon gezet
        Nu komen de berichten binnen en kan er vertaald worden. Wachtwoord op een veilige plek.
        # Fietsen naar de middelbare school
        Twee keer de route gereden, met aandacht voor het drukke kruispunt.
        # Huiswerkplek ingericht
        Een bureau bij het raam en een lamp. De buurvrouw helpt op maandag met rekenen.
        # Open dag van het mbo bezocht
        Vooral de werkplaats maakte indruk. We vragen een meeloopdag aan.
        # Gepraat over het schoolsysteem
        Met een tekening uitgelegd welke wegen er zijn. Het blijft ingewikkeld, ook voor ons.
        # Kinderopvang bezocht
        Samen het contract bekeken en de toeslag uitgerekend. Er is plek vanaf de eerste.
        [work]
        # Cv gemaakt
        Alle ervaring op één bladzijde gezet. Er kwam veel meer uit dan gedacht.
        # Vrijwilligerswerk bekeken
        Een ochtend meegelopen in de moestuin van het buurthuis. Volgende week weer.
        # Waardering van diploma's aangevraagd
        De vertalingen zijn meegestuurd. Het duurt ongeveer vier weken.
        # Sollicitatiegesprek geoefend
        Twee rondes, een met lastige vragen. Oogcontact ging de tweede keer veel beter.
        # Bedrijf van een bekende bezocht
        Rondleiding door de bakkerij, om vijf uur 's ochtends. De geur van brood hielp.
        # Uitleg over loonstrook
        Bruto en netto samen nagerekend. De reiskosten bleken vergeten, dat is gemeld.
        # Meegelopen bij de fietsenmaker
        Handig werk en een vriendelijke baas. Er wordt gepraat over een proefplaats.
        # Fiets gekocht voor het werk
        Met versnellingen en goede lampen. De route duurt nu twintig minuten.
        # Profiel op een vacaturesite gezet
        Zoekopdracht ingesteld voor banen dichtbij. Elke vrijdag kijken we samen.
        # Gesprek met de klantmanager
        We waren er alleen bij. Afgesproken is dat taalles en werk op verschillende dagen vallen.
        """
}
