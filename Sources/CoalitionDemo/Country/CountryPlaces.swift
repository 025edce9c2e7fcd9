import Coalition

/// The municipalities of the Netherlands that the demo has not, for a demo as large as the country.
enum CountryPlaces {
    /// By province; the three with the fewest people stay out, as the demo has three cities abroad.
    static let all: [NewCity] = WordList.sections(text).flatMap { section in
        section.lines.flatMap(WordList.entries).compactMap { city($0, in: section.head) }
    }

    private static func city(_ entry: String, in province: String) -> NewCity? {
        let words = entry.split(separator: " ")
        let place = words.suffix(2).compactMap { Double($0) }
        guard words.count > 2, place.count == 2 else { return nil }
        return NewCity(
            words.dropLast(2).joined(separator: " "), province: province, latitude: place[0],
            longitude: place[1])
    }

    /// Name, latitude and longitude (GeoNames, CC BY 4.0) under each province.
    private static let text = """
        [Drenthe]
        Aa en Hunze 53.005 6.764, Assen 52.997 6.562, Borger-Odoorn 52.923 6.793,
        Coevorden 52.661 6.740, De Wolden 52.699 6.317, Hoogeveen 52.722 6.476,
        Meppel 52.696 6.194, Midden-Drenthe 52.863 6.514, Noordenveld 53.138 6.421,
        Tynaarlo 53.074 6.578, Westerveld 52.854 6.318
        [Flevoland]
        Dronten 52.525 5.718, Lelystad 52.508 5.475, Noordoostpolder 52.711 5.749,
        Urk 52.663 5.601, Zeewolde 52.330 5.542
        [Fryslân]
        Achtkarspelen 53.252 6.145, Ameland 53.445 5.774, Dantumadiel 53.291 5.998,
        De Fryske Marren 52.966 5.803, Harlingen 53.175 5.422, Heerenveen 52.959 5.918,
        Leeuwarden 53.203 5.810, Noardeast-Fryslân 53.322 5.997, Ooststellingwerf 52.992 6.291,
        Opsterland 53.059 6.077, Smallingerland 53.112 6.099, Súdwest-Fryslân 53.033 5.659,
        Terschelling 53.359 5.215, Tytsjerksteradiel 53.192 5.990, Waadhoeke 53.185 5.541,
        Weststellingwerf 52.876 5.997
        [Gelderland]
        Aalten 51.925 6.581, Apeldoorn 52.210 5.969, Arnhem 51.980 5.911, Barneveld 52.140 5.585,
        Berg en Dal 51.777 5.936, Berkelland 52.116 6.522, Beuningen 51.861 5.767,
        Bronckhorst 52.051 6.310, Brummen 52.090 6.156, Buren 51.961 5.422,
        Culemborg 51.955 5.228, Doesburg 52.013 6.139, Doetinchem 51.965 6.289,
        Druten 51.888 5.606, Duiven 51.947 6.014, Ede 52.033 5.658, Elburg 52.447 5.843,
        Epe 52.347 5.983, Ermelo 52.298 5.622, Harderwijk 52.342 5.621, Hattem 52.475 6.064,
        Heerde 52.387 6.040, Heumen 51.765 5.844, Lingewaard 51.892 5.899, Lochem 52.159 6.411,
        Maasdriel 51.772 5.335, Montferland 51.941 6.132, Neder-Betuwe 51.932 5.632,
        Nijkerk 52.220 5.486, Nunspeet 52.379 5.786, Oldebroek 52.445 5.901,
        Oost Gelre 51.987 6.567, Oude IJsselstreek 51.873 6.376, Overbetuwe 51.919 5.842,
        Putten 52.259 5.607, Renkum 51.986 5.846, Rheden 52.051 6.103, Scherpenzeel 52.080 5.489,
        Tiel 51.887 5.429, Voorst 52.237 6.103, Wageningen 51.970 5.667, West Betuwe 51.881 5.289,
        West Maas en Waal 51.883 5.478, Westervoort 51.956 5.972, Wijchen 51.809 5.725,
        Winterswijk 51.972 6.719, Zaltbommel 51.810 5.244, Zevenaar 51.930 6.071,
        Zutphen 52.138 6.201
        [Groningen]
        Eemsdelta 53.330 6.918, Het Hogeland 53.407 6.671, Midden-Groningen 53.162 6.761,
        Oldambt 53.144 7.035, Pekela 53.104 7.010, Stadskanaal 52.989 6.950, Veendam 53.107 6.879,
        Westerkwartier 53.163 6.376, Westerwolde 52.946 7.151
        [Limburg]
        Beek 50.941 5.797, Beekdaelen 50.917 5.886, Beesel 51.284 6.078, Bergen (L) 51.603 6.054,
        Brunssum 50.947 5.971, Echt-Susteren 51.106 5.874, Eijsden-Margraten 50.780 5.718,
        Gennep 51.698 5.974, Gulpen-Wittem 50.816 5.889, Heerlen 50.884 5.981,
        Horst aan de Maas 51.454 6.051, Kerkrade 50.866 6.062, Landgraaf 50.902 6.025,
        Leudal 51.250 5.899, Maasgouw 51.139 5.886, Meerssen 50.888 5.750,
        Mook en Middelaar 51.752 5.882, Nederweert 51.286 5.749, Peel en Maas 51.327 5.979,
        Roerdalen 51.143 6.000, Roermond 51.194 5.987, Simpelveld 50.834 5.982,
        Sittard-Geleen 50.998 5.869, Stein 50.969 5.767, Vaals 50.771 6.018,
        Valkenburg aan de Geul 50.865 5.832, Venlo 51.370 6.168, Venray 51.525 5.975,
        Voerendaal 50.883 5.930, Weert 51.252 5.707
        [Noord-Brabant]
        Alphen-Chaam 51.482 4.958, Altena 51.810 4.894, Asten 51.404 5.749,
        Baarle-Nassau 51.447 4.929, Bergeijk 51.319 5.358, Bergen op Zoom 51.495 4.292,
        Bernheze 51.734 5.527, Best 51.508 5.390, Bladel 51.368 5.221, Boekel 51.603 5.675,
        Boxtel 51.591 5.329, Breda 51.587 4.776, Cranendonck 51.272 5.575, Deurne 51.460 5.795,
        Dongen 51.627 4.939, Drimmelen 51.677 4.793, Eersel 51.358 5.318, Etten-Leur 51.571 4.636,
        Geertruidenberg 51.697 4.874, Geldrop-Mierlo 51.422 5.560, Gemert-Bakel 51.556 5.690,
        Gilze en Rijen 51.591 4.919, Goirle 51.521 5.067, Halderberge 51.588 4.535,
        Heeze-Leende 51.383 5.571, Helmond 51.482 5.661, 's-Hertogenbosch 51.699 5.304,
        Heusden 51.701 5.142, Hilvarenbeek 51.486 5.138, Laarbeek 51.538 5.629,
        Land van Cuijk 51.731 5.879, Loon op Zand 51.627 5.075, Maashorst 51.661 5.619,
        Meierijstad 51.617 5.549, Moerdijk 51.647 4.592, Nuenen c.a. 51.470 5.553,
        Oirschot 51.505 5.314, Oisterwijk 51.579 5.189, Oosterhout 51.645 4.860, Oss 51.765 5.518,
        Reusel-De Mierden 51.362 5.165, Roosendaal 51.531 4.465, Rucphen 51.532 4.558,
        Sint-Michielsgestel 51.642 5.353, Someren 51.385 5.711, Son en Breugel 51.511 5.493,
        Steenbergen 51.584 4.319, Valkenswaard 51.351 5.460, Veldhoven 51.418 5.403,
        Vught 51.653 5.287, Waalre 51.387 5.444, Waalwijk 51.682 5.071, Woensdrecht 51.424 4.325,
        Zundert 51.472 4.656
        [Noord-Holland]
        Aalsmeer 52.259 4.760, Alkmaar 52.632 4.749, Bergen (NH) 52.669 4.704,
        Beverwijk 52.483 4.657, Blaricum 52.273 5.242, Bloemendaal 52.403 4.622,
        Castricum 52.548 4.669, Den Helder 52.960 4.759, Diemen 52.340 4.963,
        Dijk en Waard 52.671 4.849, Drechterland 52.685 5.135, Edam-Volendam 52.495 5.071,
        Enkhuizen 52.703 5.292, Gooise Meren 52.273 5.161, Haarlemmermeer 52.303 4.689,
        Heemskerk 52.511 4.672, Heemstede 52.350 4.623, Heiloo 52.602 4.688,
        Hilversum 52.223 5.176, Hollands Kroon 52.861 4.836, Hoorn 52.642 5.060,
        Huizen 52.299 5.242, Koggenland 52.626 4.947, Landsmeer 52.431 4.915, Laren 52.257 5.228,
        Medemblik 52.772 5.106, Oostzaan 52.439 4.874, Opmeer 52.707 4.944,
        Ouder-Amstel 52.295 4.907, Purmerend 52.505 4.960, Schagen 52.788 4.799,
        Stede Broec 52.697 5.204, Texel 53.054 4.797, Uitgeest 52.529 4.710,
        Uithoorn 52.237 4.826, Velsen 52.460 4.611, Waterland 52.458 5.037,
        Wijdemeren 52.217 5.069, Wormerland 52.495 4.806, Zaanstad 52.438 4.826,
        Zandvoort 52.371 4.533
        [Overijssel]
        Almelo 52.357 6.662, Borne 52.301 6.748, Dalfsen 52.512 6.257, Dinkelland 52.377 7.004,
        Enschede 52.218 6.896, Haaksbergen 52.157 6.739, Hardenberg 52.576 6.619,
        Hellendoorn 52.360 6.468, Hengelo 52.266 6.793, Hof van Twente 52.233 6.586,
        Kampen 52.555 5.911, Losser 52.261 7.004, Oldenzaal 52.313 6.929, Olst-Wijhe 52.337 6.110,
        Ommen 52.521 6.421, Raalte 52.386 6.275, Staphorst 52.645 6.211,
        Steenwijkerland 52.788 6.121, Tubbergen 52.407 6.785, Twenterand 52.408 6.622,
        Wierden 52.359 6.593, Zwartewaterland 52.593 6.095
        [Utrecht]
        Amersfoort 52.155 5.388, Baarn 52.212 5.287, Bunnik 52.067 5.199, Bunschoten 52.243 5.379,
        De Bilt 52.130 5.201, De Ronde Venen 52.207 4.862, Eemnes 52.254 5.261,
        Houten 52.028 5.168, IJsselstein 52.020 5.043, Leusden 52.133 5.432, Lopik 51.972 4.949,
        Montfoort 52.046 4.953, Nieuwegein 52.029 5.081, Oudewater 52.025 4.868,
        Renswoude 52.073 5.540, Rhenen 51.959 5.568, Soest 52.173 5.292,
        Stichtse Vecht 52.139 5.042, Utrechtse Heuvelrug 52.033 5.346, Veenendaal 52.029 5.559,
        Vijfheerenlanden 51.893 5.092, Wijk bij Duurstede 51.974 5.342, Woerden 52.085 4.883,
        Woudenberg 52.081 5.417, Zeist 52.090 5.233
        [Zeeland]
        Borsele 51.476 3.821, Goes 51.504 3.889, Hulst 51.280 4.053, Kapelle 51.486 3.958,
        Noord-Beveland 51.572 3.704, Reimerswaal 51.492 4.050, Schouwen-Duiveland 51.650 3.919,
        Sluis 51.326 3.487, Terneuzen 51.336 3.828, Tholen 51.532 4.221, Veere 51.482 3.554,
        Vlissingen 51.443 3.574
        [Zuid-Holland]
        Alblasserdam 51.866 4.661, Albrandswaard 51.858 4.422, Alphen aan den Rijn 52.129 4.655,
        Barendrecht 51.857 4.535, Bodegraven-Reeuwijk 52.083 4.750,
        Capelle aan den IJssel 51.929 4.578, Delft 52.007 4.356, Dordrecht 51.810 4.674,
        Goeree-Overflakkee 51.758 4.165, Gorinchem 51.837 4.972, Gouda 52.017 4.708,
        Hardinxveld-Giessendam 51.823 4.882, Hendrik-Ido-Ambacht 51.844 4.639,
        Hillegom 52.291 4.583, Hoeksche Waard 51.824 4.412, Kaag en Braassem 52.203 4.633,
        Katwijk 52.203 4.399, Krimpen aan den IJssel 51.917 4.603, Krimpenerwaard 51.947 4.849,
        Lansingerland 51.993 4.479, Leiden 52.158 4.493, Leiderdorp 52.158 4.529,
        Lisse 52.260 4.557, Maassluis 51.923 4.250, Midden-Delfland 51.976 4.314,
        Molenlanden 51.903 4.942, Nieuwkoop 52.151 4.776, Nissewaard 51.845 4.329,
        Noordwijk 52.234 4.445, Oegstgeest 52.180 4.469, Papendrecht 51.832 4.688,
        Pijnacker-Nootdorp 52.020 4.429, Ridderkerk 51.873 4.603, Rijswijk 52.036 4.325,
        Schiedam 51.919 4.389, Sliedrecht 51.821 4.776, Teylingen 52.225 4.522,
        Vlaardingen 51.913 4.342, Voorne aan Zee 51.833 4.133, Voorschoten 52.127 4.449,
        Waddinxveen 52.045 4.651, Wassenaar 52.146 4.403, Westland 51.994 4.210,
        Zoetermeer 52.057 4.493, Zoeterwoude 52.120 4.496, Zuidplas 51.968 4.610,
        Zwijndrecht 51.818 4.633
        """
}
