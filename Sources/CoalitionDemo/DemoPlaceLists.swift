import Coalition

/// The text of the demo's places: `[city]`, its neighbourhoods, then organisations by kind.
extension DemoPlaces {
    static let north = """
        [Groningen]
        Oosterpoort, Schildersbuurt, De Wijert, Helpman, Korrewegwijk, Paddepoel, Lewenborg,
        Beijum, Vinkhuizen, Selwerd
        kerk: Kerk De Wijde Deur
        zelforganisatie: Habesha Tafel Groningen
        welzijn: Buurthuis De Trekschuit
        ngo: Stichting Noorderwelkom
        sport: Roeiclub De Lange Haal
        [Emmen]
        Angelslo, Emmerhout, Bargeres, Rietlanden, Noordbarge, Emmermeer, Klazienaveen,
        Nieuw-Amsterdam, Weerdinge
        kerk: Protestantse Wijkkerk De Veenbrug, Kerk Het Lichtbaken
        zelforganisatie: Vrouwenkring Samen Drenthe
        welzijn: Dorpshuis De Turfstee
        bedrijf: Fietsenmakerij De Vrije Slag
        [Zwolle]
        Assendorp, Stadshagen, Holtenbroek, Westenholte, Aa-landen, Berkum, Ittersum, Wipstrik,
        Zwolle-Zuid
        kerk: Oecumenisch Huis De Wijde Gracht
        zelforganisatie: Stichting Nieuwe Buren IJsselland
        welzijn: Wijkhuis De Enkpoort
        ngo: Werkgroep Open Hanzestad
        school: Taalhuis De Letterkast
        [Deventer]
        Voorstad, Knutteldorp, De Hoven, Zandweerd, Borgele, Keizerslanden, Colmschate,
        Rivierenwijk, Bergkwartier
        kerk: Kerk De Lange Tafel
        zelforganisatie: Anatolische Kring Deventer
        welzijn: Buurtplaats De Koekplank
        ngo: Stichting IJsselgast
        fonds: Fonds Goede Buur
        [Rijssen-Holten]
        Holten-Dorp, Dijkerhoek, Espelo, Look, Beuseberg, Borkeld, Braakmanslanden, Veeneslagen
        kerk: Hervormde Wijkgemeente De Eskerk, Diaconie De Zaaier
        welzijn: Noaberhuis De Kapschuur
        zelforganisatie: Kring Nieuwe Noabers
        bedrijf: Bouwbedrijf Samenhout
        [Almere]
        Filmwijk, Muziekwijk, Stedenwijk, Waterwijk, Parkwijk, Tussen de Vaarten, Regenboogbuurt,
        Nobelhorst, Oosterwold, Literatuurwijk
        kerk: Kerk De Nieuwe Oever
        zelforganisatie: Afghaanse Familiekring Flevoland, Stichting Eritrese Zusters Almere
        welzijn: Buurthuis De Waaier
        sport: Voetbalvereniging De Polderleeuw
        [Nijmegen]
        Bottendaal, Hunnerberg, Hees, Hatert, Dukenburg, Lent, Altrade, Galgenveld, Wolfskuil,
        Brakkenstein
        kerk: Stadskerk De Open Poort
        zelforganisatie: Stichting Waalvrienden, Syrische Keuken Waalstad
        welzijn: Wijkcentrum De Zeven Heuvels
        ngo: Werkgroep Schuilplaats aan de Waal
        """

    static let west = """
        [Haarlem]
        Kleverpark, Bomenbuurt, Schalkwijk, Leidsebuurt, Rozenprieel, Vogelenwijk, Bos en Vaart,
        Koninginnebuurt, Transvaalwijk, Ramplaankwartier
        kerk: Kerk De Bloeiende Tak
        zelforganisatie: Stichting Spaarne Ontmoet
        welzijn: Buurthuis Het Weefgetouw
        ngo: Haarlemse Gastkring
        school: Taalatelier De Komma
        [Den Haag]
        Regentessekwartier, Bezuidenhout, Laakkwartier, Statenkwartier, Moerwijk, Archipelbuurt,
        Vruchtenbuurt, Bomenbuurt, Segbroek, Ypenburg, Duindorp
        kerk: Kerk De Duinroos
        moskee: Moskee De Goede Ontvangst
        zelforganisatie: Huis van Vele Talen, Koerdisch Trefpunt Haagzicht
        welzijn: Wijkhuis De Zeetrap
        [Rotterdam]
        Kralingen, Delfshaven, Blijdorp, Charlois, Feijenoord, Hillegersberg, Crooswijk,
        Katendrecht, Ommoord, Oude Noorden, Cool
        kerk: Havenkerk De Tros
        zelforganisatie: Vrouwenraad Maasoever, Somalische Ouderkring Maas
        welzijn: Huis van de Wijk De Loopplank
        ngo: Stichting Rotterdams Onthaal
        sport: Sportclub De Kranen
        [Amsterdam]
        De Pijp, Oud-West, Oosterparkbuurt, Bos en Lommer, Jordaan, Watergraafsmeer, Osdorp,
        Buitenveldert, IJburg, Tuindorp Oostzaan, Oostelijke Eilanden
        kerk: Kerk De Grachtenbrug
        zelforganisatie: Tigrinya Leeskring Mokum, Arabische Boekentafel
        welzijn: Buurtkamer De Stoep
        ngo: Stichting Amstelgast
        fonds: Fonds Vrije Pen
        [Amstelveen]
        Randwijck, Elsrijk, Bankras, Westwijk, Keizer Karelpark, Waardhuizen, Middenhoven,
        Patrimonium
        kerk: Kerk Het Hoge Raam
        welzijn: Wijkcentrum De Bovenlanden
        ngo: Werkgroep Recht en Rust
        zelforganisatie: Indiase Cultuurkring Amstelland
        bedrijf: Advocatenkring De Weegschaal
        [Leidschendam-Voorburg]
        Damcentrum, Bovenveen, Essesteijn, Voorburg-Midden, Voorburg-Noord, De Heuvel,
        Park Leeuwenbergh, Stompwijk, Prinsenhof
        kerk: Kerk De Vlietbrug
        zelforganisatie: Nieuwe Buren aan de Vliet
        welzijn: Ontmoetingshuis De Sluiswachter
        ngo: Werkgroep Welkom Vlietstreek
        sport: Hockeyclub De Damstok
        [Utrecht]
        Lombok, Wittevrouwen, Zuilen, Overvecht, Kanaleneiland, Tuinwijk, Lunetten, Hoograven,
        Oog in Al, Leidsche Rijn
        kerk: Kerk De Binnenplaats
        moskee: Moskee De Lichtbron
        zelforganisatie: Stichting Thuis in Twee Talen
        welzijn: Buurtcentrum De Werfkelder
        ngo: Utrechtse Vrijplaats
        """

    static let south = """
        [Tilburg]
        Theresia, Korvel, Reeshof, Broekhoven, Hasselt, Armhoefse Akkers, Groenewoud, Stokhasselt,
        Wandelbos
        kerk: Parochiehuis De Textielpoort
        zelforganisatie: Stichting Wol en Woord
        welzijn: Wijkhuis De Spinnerij
        ngo: Tilburgse Gastvrijheid
        bedrijf: Naaiatelier De Rode Draad
        [Eindhoven]
        Strijp, Woensel-West, Gestel, Tongelre, Stratum, Meerhoven, Blixembosch, Philipsdorp,
        Genderbeemd
        kerk: Kerk De Warme Lamp
        zelforganisatie: Oekraïens Koor Zonnebloemen
        welzijn: Buurthuis De Gloeidraad
        ngo: Stichting Veilig Licht
        school: Taalschool De Zin
        [Maastricht]
        Wyck, Sint Pieter, Céramique, Jekerkwartier, Statenkwartier, Heer, Amby, Mariaberg,
        Daalhof, Malberg
        kerk: Parochie De Open Kloostergang
        zelforganisatie: Congolese Vriendenkring Maas
        welzijn: Buurtpunt De Mergelsteen
        ngo: Werkgroep Gast aan de Maas
        fonds: Fonds Brug naar Zuid
        [Middelburg]
        Dauwendaele, Stromenwijk, Griffioen, Magistraatwijk, Klarenbeek, Veersepoort,
        Nieuw Middelburg, Reijershove, Arnemuiden
        kerk: Kerk De Ankerplaats
        zelforganisatie: Walcherse Vriendentafel
        welzijn: Wijkhuis De Getijden
        ngo: Stichting Zeeuwse Luwte
        school: Taalpunt De Meetlat
        """
}
