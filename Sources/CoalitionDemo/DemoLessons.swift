import Coalition

/// What the demo's cities learned and share; the text is their advice to another city.
enum DemoLessons {
    /// Two lessons or more for each theme.
    static let all: [DemoNote] = DemoNote.list(text)

    static let text = """
        [housing]
        # Vraag om de sleutel een week voor de verhuizing
        Dan kan de groep schilderen en inrichten voordat het gezin komt.
        # Begin acht weken voor het einde met de volgende woning
        Leg bij een tijdelijke woning meteen vast wie het vervolg regelt.
        # Laat het gezin de meubels zelf kiezen
        Een volle kringloopbus is goed bedoeld, een eigen keuze is beter.
        [health]
        # Bel de huisarts vóór de aankomst
        Een praktijk die het weet, heeft een tolk klaar en een plek vrij.
        # Vraag niet naar de reis
        Wie wil vertellen, kiest zelf wanneer en aan wie.
        [language]
        # Spreek af wie er níet vertaalt
        Kinderen tolken niet voor hun ouders, ook niet als het snel moet.
        # Koppel een taalmaatje naast de groep
        Een vast uur met één persoon maakt bellen en lezen gewoner.
        [school]
        # Neem de school mee in de voorbereiding
        Een gesprek vooraf scheelt weken wachten op een plek.
        # Laat ouders zelf het gesprek voeren
        Bereid samen voor, en blijf daarna op de gang.
        [work]
        # Zoek eerst een meeloopdag, dan pas een vacature
        Een dag meekijken zegt meer dan drie brieven.
        # Stem taalles en werk op elkaar af
        Zet de vaste dagen in het plan, met de klantmanager erbij.
        [money]
        # Leen geen geld, ook niet een klein beetje
        Spreek het bij de start uit; verwijs naar het fonds van de stad.
        # Reken de eerste drie maanden voor
        De eerste toeslag komt later dan iedereen denkt.
        [network]
        # Nodig na drie maanden iemand van buiten de groep uit
        Kennissen van kennissen blijven vaak ook na het jaar.
        # Betrek een zelforganisatie vanaf de eerste avond
        Zij kennen de vragen die een groep niet hoort.
        [leisure]
        # Doe iets waar ook de groep beginner in is
        Schaatsen, koken of zingen: samen onhandig zijn schept een band.
        # Houd één avond in de maand zonder papieren
        Anders wordt elk bezoek een spreekuur.
        [safety]
        # Deel geen foto's in de groepsapp
        Maak er een vaste afspraak van en herhaal haar na een half jaar.
        # Geef het gezin een gesprek zonder de groep erbij
        Dankbaarheid maakt het lastig om te zeggen wat schuurt.
        # Laat de gast beslissen over publiciteit
        Een uitnodiging afslaan heeft geen uitleg nodig.
        [legal]
        # Laat de jurist de jurist zijn
        De groep rijdt mee en leest niet mee.
        # Schrijf termijnen op twee plekken
        In de agenda van het gezin en in die van wie het volgt.
        """
}
