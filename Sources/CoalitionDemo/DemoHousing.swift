import Coalition

/// Where the demo's guests and families live; none of these homes or streets exists.
enum DemoHousing {
    /// Names of accommodations, which say nothing of the address.
    static let names: [String] = WordList.entries(namesText)

    /// Addresses for the sealed columns: a street and a number, without a postal code.
    static let addresses: [String] = WordList.entries(addressesText)

    /// What was seen of the stairs; nil where nobody looked.
    static func stairs(of name: String, _ home: AccommodationDraft) -> String? {
        switch home.isAccessible {
        case nil: nil
        case true?:
            home.kind == .house ? "alles gelijkvloers" : "lift in de hal, geen drempels"
        case false?:
            name.hasPrefix("Boven") || home.kind == .room
                ? "eerste verdieping, smalle trap" : "derde verdieping, geen lift"
        }
    }

    static let namesText = """
        Appartement Singel, Appartement De Linde, Appartement Havenzicht, Appartement Molenwiek,
        Appartement Stationskwartier, Appartement Veerpont, Appartement Zonnehoek,
        Appartement Achter de Markt, Appartement Kadehuis, Appartement Binnentuin, Studio Hofje,
        Studio De Werf, Studio Dakterras, Studio Boekbinder, Studio Noorderlicht,
        Kamer Universiteitscampus, Kamer Kloostergang, Kamer Parkzijde, Kamer Gastenhuis,
        Kamer Bovenwoning, Pastorie De Wijngaard, Kosterswoning Oost, Parochiehuis Zuid,
        Tuinhuis Boomgaard, Benedenwoning Plantsoen, Bovenwoning Bakkerij,
        Eengezinswoning Beukenhof, Eengezinswoning Zwaluwnest, Eengezinswoning Weidezicht,
        Portiekflat Westerpark, Studentenhuis De Brug, Gastgezin Rivierzicht,
        Gastgezin Dorpsplein, Tussenwoning Spoorzicht, Tijdelijke woning De Schakel,
        Tijdelijke woning Het Baken
        """

    static let addressesText = """
        Vuurvlinderhof 12, Lantaarnmakerspad 7, Kaarsrechtelaan 41, Zevenbruggenhof 3,
        Touwslagersgaard 18, Wollendekenstraat 26, Papierschepperspad 9, Regenjasplein 5,
        Boterhamsteeg 14, Torenwachtershof 22, Zilverdraadstraat 31, Perenpluksterpad 2,
        Zonnewijzersgaard 16, Windwijzersgaard 8, Achterdewasstraat 11, Koffiemolenhof 37,
        Vliegerplein 19, Bezemsteelpad 4, Schaatsenslijpersgaard 6, Kersenpitstraat 45,
        Theelepelhof 10, Rozenbottelplein 28, Kaartenmakerspad 13, Spiegelglasstraat 52,
        Wandelstokgaard 1, Weerhaanshof 33, Blokfluitpad 21, Appelmoeshof 15, Inktpotstraat 24,
        Stoomfluitplein 17, Kruiwagenpad 30, Hinkelbaanhof 20, Schommelgaard 29,
        Sneeuwpopstraat 38, Dakgootpad 23, Drakenvliegershof 27
        """
}
