/// The municipalities and other towns of the Netherlands by name: to spell one as everybody does.
public enum DutchTowns {
    /// Every municipality, by its letters.
    public static let municipalities: [String] = WordList.entries(municipalityNames)

    /// So many names are offered for one that is not known.
    private static let offered = 3

    /// What some are called besides.
    private static let otherwise = [
        "sgravenhage": "Den Haag", "denbosch": "'s-Hertogenbosch", "thehague": "Den Haag",
    ]

    /// The towns that are no municipality of their own name stand after those that are.
    private static let all: [(name: String, letters: [Unicode.Scalar])] =
        (municipalities + WordList.entries(DutchTownNames.text))
        .map { ($0, Array(letters(of: $0))) }

    private static let byLetters = Dictionary(
        all.map { (String(String.UnicodeScalarView($0.letters)), $0.name) },
        uniquingKeysWith: { first, _ in first }
    ).merging(otherwise) { first, _ in first }

    /// The name as the list has it; nil for a town that is not in it. Capitals, accents, blanks and
    /// marks do not count.
    public static func named(_ typed: String) -> String? { byLetters[String(letters(of: typed))] }

    /// The names most like one that is not known: those that begin so, then those with the fewest
    /// other letters. Empty when none is like it.
    public static func nearest(to typed: String) -> [String] {
        let wanted = Array(letters(of: typed))
        guard wanted.count > 1 else { return [] }
        let most = max(1, wanted.count / 3)
        let found = all.enumerated().compactMap { place, town -> (Int, Int, String)? in
            if wanted.count > 2, town.letters.starts(with: wanted) { return (0, place, town.name) }
            guard abs(town.letters.count - wanted.count) <= most else { return nil }
            let distance = distance(town.letters, wanted)
            return distance <= most ? (distance, place, town.name) : nil
        }
        return found.sorted { $0 < $1 }.prefix(offered).map(\.2)
    }

    private static func letters(of name: String) -> String.UnicodeScalarView {
        String.UnicodeScalarView(
            SortKey.folded(name).unicodeScalars.filter {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
            })
    }

    /// How many letters have to be put in, left out or changed (Levenshtein).
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let changed = corner + (letter == other ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }

    private static let municipalityNames = """
        Aa en Hunze, Aalsmeer, Aalten, Achtkarspelen, Alblasserdam, Albrandswaard, Alkmaar, Almelo,
        Almere, Alphen aan den Rijn, Alphen-Chaam, Altena, Ameland, Amersfoort, Amstelveen,
        Amsterdam, Apeldoorn, Arnhem, Assen, Asten, Baarle-Nassau, Baarn, Barendrecht, Barneveld,
        Beek, Beekdaelen, Beesel, Bergeijk, Berg en Dal, Bergen (L), Bergen (NH), Bergen op Zoom,
        Berkelland, Bernheze, Best, Beuningen, Beverwijk, Bladel, Blaricum, Bloemendaal,
        Bodegraven-Reeuwijk, Boekel, Borger-Odoorn, Borne, Borsele, Boxtel, Breda, Bronckhorst,
        Brummen, Brunssum, Bunnik, Bunschoten, Buren, Capelle aan den IJssel, Castricum, Coevorden,
        Cranendonck, Culemborg, Dalfsen, Dantumadiel, De Bilt, De Fryske Marren, Delft, Den Haag,
        Den Helder, De Ronde Venen, Deurne, Deventer, De Wolden, Diemen, Dijk en Waard, Dinkelland,
        Doesburg, Doetinchem, Dongen, Dordrecht, Drechterland, Drimmelen, Dronten, Druten, Duiven,
        Echt-Susteren, Edam-Volendam, Ede, Eemnes, Eemsdelta, Eersel, Eijsden-Margraten, Eindhoven,
        Elburg, Emmen, Enkhuizen, Enschede, Epe, Ermelo, Etten-Leur, Geertruidenberg,
        Geldrop-Mierlo, Gemert-Bakel, Gennep, Gilze en Rijen, Goeree-Overflakkee, Goes, Goirle,
        Gooise Meren, Gorinchem, Gouda, Groningen, Gulpen-Wittem, Haaksbergen, Haarlem,
        Haarlemmermeer, Halderberge, Hardenberg, Harderwijk, Hardinxveld-Giessendam, Harlingen,
        Hattem, Heemskerk, Heemstede, Heerde, Heerenveen, Heerlen, Heeze-Leende, Heiloo,
        Hellendoorn, Helmond, Hendrik-Ido-Ambacht, Hengelo, Het Hogeland, Heumen, Heusden, Hillegom,
        Hilvarenbeek, Hilversum, Hoeksche Waard, Hof van Twente, Hollands Kroon, Hoogeveen, Hoorn,
        Horst aan de Maas, Houten, Huizen, Hulst, IJsselstein, Kaag en Braassem, Kampen, Kapelle,
        Katwijk, Kerkrade, Koggenland, Krimpen aan den IJssel, Krimpenerwaard, Laarbeek, Landgraaf,
        Landsmeer, Land van Cuijk, Lansingerland, Laren, Leeuwarden, Leiden, Leiderdorp,
        Leidschendam-Voorburg, Lelystad, Leudal, Leusden, Lingewaard, Lisse, Lochem, Loon op Zand,
        Lopik, Losser, Maasdriel, Maasgouw, Maashorst, Maassluis, Maastricht, Medemblik, Meerssen,
        Meierijstad, Meppel, Middelburg, Midden-Delfland, Midden-Drenthe, Midden-Groningen,
        Moerdijk, Molenlanden, Montferland, Montfoort, Mook en Middelaar, Neder-Betuwe, Nederweert,
        Nieuwegein, Nieuwkoop, Nijkerk, Nijmegen, Nissewaard, Noardeast-Fryslân, Noord-Beveland,
        Noordenveld, Noordoostpolder, Noordwijk, Nuenen c.a., Nunspeet, Oegstgeest, Oirschot,
        Oisterwijk, Oldambt, Oldebroek, Oldenzaal, Olst-Wijhe, Ommen, Oosterhout, Oost Gelre,
        Ooststellingwerf, Oostzaan, Opmeer, Opsterland, Oss, Oude IJsselstreek, Ouder-Amstel,
        Oudewater, Overbetuwe, Papendrecht, Peel en Maas, Pekela, Pijnacker-Nootdorp, Purmerend,
        Putten, Raalte, Reimerswaal, Renkum, Renswoude, Reusel-De Mierden, Rheden, Rhenen,
        Ridderkerk, Rijssen-Holten, Rijswijk, Roerdalen, Roermond, Roosendaal, Rotterdam, Rozendaal,
        Rucphen, Schagen, Scherpenzeel, Schiedam, Schiermonnikoog, Schouwen-Duiveland,
        's-Hertogenbosch, Simpelveld, Sint-Michielsgestel, Sittard-Geleen, Sliedrecht, Sluis,
        Smallingerland, Soest, Someren, Son en Breugel, Stadskanaal, Staphorst, Stede Broec,
        Steenbergen, Steenwijkerland, Stein, Stichtse Vecht, Súdwest-Fryslân, Terneuzen,
        Terschelling, Texel, Teylingen, Tholen, Tiel, Tilburg, Tubbergen, Twenterand, Tynaarlo,
        Tytsjerksteradiel, Uitgeest, Uithoorn, Urk, Utrecht, Utrechtse Heuvelrug, Vaals,
        Valkenburg aan de Geul, Valkenswaard, Veendam, Veenendaal, Veere, Veldhoven, Velsen, Venlo,
        Venray, Vijfheerenlanden, Vlaardingen, Vlieland, Vlissingen, Voerendaal, Voorne aan Zee,
        Voorschoten, Voorst, Vught, Waadhoeke, Waalre, Waalwijk, Waddinxveen, Wageningen, Wassenaar,
        Waterland, Weert, West Betuwe, Westerkwartier, Westerveld, Westervoort, Westerwolde,
        Westland, West Maas en Waal, Weststellingwerf, Wierden, Wijchen, Wijdemeren,
        Wijk bij Duurstede, Winterswijk, Woensdrecht, Woerden, Wormerland, Woudenberg, Zaanstad,
        Zaltbommel, Zandvoort, Zeewolde, Zeist, Zevenaar, Zoetermeer, Zoeterwoude, Zuidplas,
        Zundert, Zutphen, Zwartewaterland, Zwijndrecht, Zwolle
        """
}
