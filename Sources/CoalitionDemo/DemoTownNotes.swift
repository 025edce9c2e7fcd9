import Coalition

extension DemoNotes {
    static let townText = """
        [money]
        # Bankrekening geopend
        De tweede keer lukte het, nu met alle papieren mee. De pas komt per post.
        # Begroting gemaakt
        Inkomsten en vaste lasten op een rij. Er blijft een klein bedrag over om te sparen.
        # Toeslagen nagekeken
        Samen ingelogd en de gegevens bijgewerkt. Het gezin hield zelf de muis vast.
        # Betalingsregeling aangevraagd
        De brief is op tijd verstuurd. We wachten rustig het antwoord af.
        # Abonnementen vergeleken
        De telefoon kan voor de helft. Het oude contract loopt nog twee maanden.
        # Map voor de administratie ingedeeld
        Vijf tabbladen: wonen, zorg, geld, school en gemeente. Het stapeltje op tafel is weg.
        # Markt en supermarkt vergeleken
        Op zaterdag na vieren is alles goedkoper. Met volle tassen naar huis gefietst.
        # Stadspas aangevraagd
        Formulier ingevuld bij het wijkcentrum. Daarmee is het zwembad bijna gratis.
        # Automatische betaling ingesteld
        Huur en energie gaan nu vanzelf. Dat geeft rust aan het einde van de maand.
        # Aanvraag bij het fonds voorbereid
        Twee offertes voor een wasmachine verzameld. De coördinator dient de aanvraag in.
        [network]
        # Gegeten met de hele groep
        Iedereen nam iets mee. Aan het eind werd er gezongen in vier talen.
        # Buurtbarbecue bezocht
        Met zelfgemaakte salades. Drie nieuwe telefoonnummers uitgewisseld.
        # Zelforganisatie leren kennen
        Een warm welkom, met thee. Zij hebben een vrouwenkring op donderdag.
        # Koffie bij de bovenburen
        Wij waren er kort bij en zijn stilletjes weggegaan. Het gesprek liep vanzelf.
        # Kennissen uitgenodigd op de thee
        Twee collega's van een groepslid kwamen mee. Een van hen woont om de hoek.
        # Naar de ontmoetingsochtend
        Er werd gebreid en gepraat. Volgende keer brengt het gezin zelf een recept mee.
        # Dienst bijgewoond en nagepraat
        Op eigen verzoek. Bij de koffie bleken er meer mensen uit dezelfde streek te zijn.
        # Buurtapp uitgelegd
        Wat schrijf je wel en wat niet. De eerste vraag ging over een verdwaalde kat.
        # Jarige in de groep gevierd
        Slingers, taart en een lied waarvan niemand het tweede couplet kende.
        # Gesprek met een ervaren gezin
        Zij kwamen vier jaar geleden. Veel herkenning, en goede raad over de eerste winter.
        # Bloemen gebracht naar de overbuurvrouw
        Zij was jarig en stond te stralen. Het was een idee van het gezin zelf.
        [leisure]
        # Fietsles op het plein
        De eerste rondjes zonder hand. Volgende week op een rustige straat.
        # Naar het zwembad
        Iedereen door het water, ook de begeleiders. Vraag naar zwemles doorgegeven.
        # Voetbaltraining gevonden
        Proeftraining gehad bij de club in de buurt. De schoenen komen uit de ruilkast.
        # Middag in het bos
        Kastanjes gezocht en een hut gebouwd. De soep in de thermoskan was snel op.
        # Museum bezocht
        De kinderen maakten een speurtocht. De volwassenen bleven lang staan bij de schepen.
        # Dagje naar zee
        Het waaide hard, en dat was juist leuk. Met zand in de schoenen in de trein terug.
        # Muziekles geprobeerd
        Een oud keyboard gekregen van een groepslid. De muziekschool heeft een proefles.
        # Sint-Maarten gelopen
        Lampions gemaakt van melkpakken. Het lied zat er na drie deuren goed in.
        # Schaatsen op de ijsbaan
        Achter een stoel begonnen, zonder stoel geëindigd. Veel foto's, alleen voor thuis.
        # Filmavond bij een groepslid
        Met ondertiteling in twee talen. Over het einde zijn we het nog niet eens.
        [safety]
        # Alarmnummers geoefend
        Wanneer bel je 112 en wanneer de huisarts. De nummers hangen naast de deur.
        # Rookmelders opgehangen
        Op elke verdieping een, en getest. Het geluid is nu bekend en niet meer eng.
        # Verkeersregels doorgenomen
        Rechts gaat voor, en wat haaientanden zijn. Daarna een rondje door de wijk.
        # Gepraat over vreemde berichten
        Voorbeelden van nepberichten bekeken. Afspraak: bij twijfel eerst iemand vragen.
        # Gedragscode samen besproken
        Wat we van elkaar mogen verwachten. Ook verteld bij wie het gezin een klacht kwijt kan.
        # Fietslichten gecontroleerd
        Twee lampen vervangen en reflectoren geplakt. Klaar voor de donkere maanden.
        # Route in het donker verkend
        Langs de verlichte weg is het maar drie minuten om. Dat wordt de vaste route.
        # Wachtwoorden veiliger gemaakt
        Voor elke dienst een ander, in een boekje dat thuis blijft.
        # Wijkagent gesproken
        Gewoon een praatje op straat, en dat was goed. Er is een inloopuur op dinsdag.
        # Zwemveiligheid uitgelegd
        Waar je wel en niet kunt zwemmen in de plas. De borden zijn nu te lezen.
        [legal]
        # Mee naar het loket van de gemeente
        De inschrijving is rond. De medewerker legde goed uit welke brieven nog komen.
        # Afspraak met de rechtshulp gemaakt
        De vraag is genoteerd, de inhoud blijft bij de jurist. Wij rijden alleen mee.
        # Digitale inlogcode aangevraagd
        De code komt binnen vijf dagen. Uitgelegd dat je die nooit aan iemand geeft, ook niet aan
        ons.
        # Termijn van een brief bekeken
        Er is nog drie weken tijd. De datum staat in de agenda van het gezin en van de jurist.
        # Papieren gekopieerd en geordend
        Het gezin bewaart alles zelf. Wij hielpen alleen met perforeren.
        # Vragen over inburgering verzameld
        Vijf vragen opgeschreven voor het gesprek met de gemeente. Over het plan beslist de
        gemeente.
        # Naar het spreekuur van het juridisch loket
        Goed geholpen, met een tolk. Er is geen haast, en dat was fijn om te horen.
        # Vertaling van een akte geregeld
        Beëdigd vertaler gevonden en de prijs nagevraagd. Het gezin denkt er nog over.
        # Rijbewijs nagevraagd
        Uitgezocht of omwisselen kan. Anders begint het met theorie, er zijn cursussen in de buurt.
        # Verkiezingen uitgelegd
        Samen de stemwijzer van de gemeente bekeken. Mooi gesprek over wat een raad doet.
        """
}
