import Coalition

/// What is planned and taught in the demo: goals, tasks, trainings, lessons, reasons to leave.
enum DemoPlans {
    /// Something that has to be done, and whose it is.
    struct Task: Sendable, Hashable {
        /// Who does it; the raw value is the head of its section.
        enum Owner: String, Sendable, Hashable, CaseIterable {
            case municipality, coordinator
        }

        let owner: Owner
        let title: String
    }

    /// Needs and goals of families, four or more for each theme; the title says it all.
    static let goals: [DemoNote] = DemoNote.list(goalsText)

    /// The goals under one theme.
    static func goals(on theme: DemoTheme) -> [DemoNote] {
        goals.filter { $0.theme == theme }
    }

    /// Tasks of both owners.
    static let tasks: [Task] = WordList.sections(tasksText).flatMap { section in
        Task.Owner(rawValue: section.head).map { owner in
            section.lines.map { Task(owner: owner, title: $0) }
        } ?? []
    }

    /// The tasks of one owner.
    static func tasks(of owner: Task.Owner) -> [Task] {
        tasks.filter { $0.owner == owner }
    }

    /// For what some of the tasks wait, by what has to be done.
    static let answers = [
        "Woning voorstellen met minstens twee slaapkamers": "een bod van de woningcorporatie",
        "Tolk regelen voor het eerste gesprek": "de agenda van de tolk",
        "Brede intake plannen": "een terugbelafspraak met de klantmanager",
        "Gesprek over de pilot plannen": "een datum van de wethouder",
        "Gedragscode laten ondertekenen": "twee handtekeningen",
        "Verklaring omtrent het gedrag inzien": "post van Justis",
        "Training grenzen en veiligheid inplannen": "een zaal in het buurthuis",
        "Evaluatie van drie maanden houden": "een avond waarop iedereen kan",
    ]

    /// Why a member leaves a group; nobody's fault.
    static let leaveReasons: [String] = WordList.lines(leaveReasonsText)

    /// Trainings for members, moderators and coordinators.
    static let trainings: [String] = WordList.lines(trainingsText)

    static let goalsText = """
        [housing]
        # Woning inrichten voor de eerste winter
        # Energiezuinig stoken en ventileren
        # Vaste woonruimte vinden na de tijdelijke woning
        # Elkaar kennen in het portiek
        [health]
        # De weg weten bij huisarts en apotheek
        # Vaste tandarts voor het hele gezin
        # Weer beter slapen, met hulp van de huisarts
        # Elke week samen bewegen
        [language]
        # Zelf bellen met school en huisarts
        # Post van de gemeente zelf lezen
        # Taalniveau A2 halen
        # Elke week een uur met een taalmaatje
        [school]
        # Kinderen op school en op hun plek
        # Oudergesprekken zelf voeren
        # Een rustige huiswerkplek
        # Schakeljaar of mbo kiezen
        [work]
        # Diploma's laten waarderen
        # Vrijwilligerswerk in de buurt
        # Een eerste betaalde baan
        # Fiets en route naar het werk
        # Een eigen naaiatelier verkennen
        [money]
        # Overzicht over inkomsten en vaste lasten
        # Toeslagen zelf bijhouden
        # Sparen voor een wasmachine
        # Administratie in één map
        [network]
        # Vrienden buiten de groep
        # Contact met een zelforganisatie
        # De buren leren kennen
        # Zelf iets voor de buurt doen
        [leisure]
        # Leren fietsen
        # Zwemdiploma voor de kinderen
        # Lid worden van een sportclub
        # Een plek om muziek te maken
        [safety]
        # Weten wie te bellen in nood
        # Veilig online
        # Veilig door het verkeer
        # Weten waar een klacht terechtkan
        [legal]
        # Een jurist voor de vragen over nareis
        # Rijbewijs halen of omwisselen
        # Brieven met een termijn op tijd herkennen
        # Gesprek over inburgering goed voorbereiden
        """

    static let tasksText = """
        [municipality]
        Woning voorstellen met minstens twee slaapkamers
        Sleuteloverdracht plannen
        Inschrijving in de basisregistratie inplannen
        Uitkering aanvragen en voorschot regelen
        Brede intake plannen
        Persoonlijk plan inburgering vaststellen
        Tolk regelen voor het eerste gesprek
        Leerlingenvervoer nagaan
        Vaste klantmanager doorgeven
        Inrichtingskrediet toelichten
        Verlenging van de tijdelijke woning bevestigen
        Terugkoppeling over de urgentieaanvraag geven
        Raadsbrief over de coalitie voorbereiden
        Contactpersoon bij afwezigheid doorgeven
        Bijdrage voor het komende jaar bevestigen
        Verwerkersafspraken laten ondertekenen
        Wijkteam op de hoogte brengen
        Gesprek over vervolghuisvesting voeren
        [coordinator]
        Intakegesprek met de nieuwe groep plannen
        Gedragscode laten ondertekenen
        Verklaring omtrent het gedrag inzien
        Training grenzen en veiligheid inplannen
        Eerste kennismaking voorbereiden
        Gesprek met het gezin zonder de groep voeren
        Evaluatie van drie maanden houden
        Evaluatie van zes maanden houden
        Afrondingsplan bespreken
        Afrondend gesprek plannen
        Nieuw groepslid zoeken
        Stille groep bellen
        Zes weken voor het einde de volgende woning nagaan
        Klachtenfolder in de eigen taal uitreiken
        Vervanger voor de vakantie aanwijzen
        Partneroverleg voorbereiden
        Geleerde les opschrijven
        Aanbod van sportkaarten verdelen
        Huisbezoek bij een gastgezin doen
        Bedankkaart voor de vertrekkende vrijwilliger
        Aankomstdatum navragen bij de gemeente
        Wensen over foto's opnieuw doornemen
        """

    static let leaveReasonsText = """
        Verhuisd naar een andere stad
        Nieuwe baan met andere werktijden
        Zorg voor een ouder
        Een kind gekregen
        Studie in het buitenland
        Het jaar is om, tijd voor iets anders
        Gezondheid vraagt rust
        Wordt coördinator en stapt daarom uit de groep
        Liever een taak zonder vaste dag
        Verwachtte iets anders, in goed overleg gestopt
        Overgestapt naar een groep in de eigen wijk
        Drukte thuis
        """

    static let trainingsText = """
        Basistraining Samen Hier
        De kracht van verbinding
        Grenzen en veiligheid
        Cultuurverschillen en gelijkwaardigheid
        Rollen verdelen in de groep
        Werken met een tolk
        Luisteren zonder op te lossen
        Signalen herkennen en melden
        Privacy en foto's
        Afronden en loslaten
        Digitale veiligheid voor begeleiders
        Een gast ontvangen
        Zorgen voor uzelf als begeleider
        Gespreksleider van een dialoogbijeenkomst
        """
}
