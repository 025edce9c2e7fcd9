import Coalition

/// The names of the people in the demo, all put together from parts and so nobody's in particular.
enum DemoNames {
    /// A newcomer's name as a coordinator would note it.
    struct Newcomer: Sendable, Hashable {
        /// The given name, or the only name.
        let given: String
        /// The family name; nil for someone with a single name.
        let family: String?
        /// The name in its own script; nil when it is written in Latin letters.
        let original: String?

        /// The name in one field, as it is shown.
        var full: String {
            [given, family].compactMap { $0 }.joined(separator: " ")
        }
    }

    /// First names of volunteers and of those who coordinate.
    static let first: [String] = WordList.entries(firstText)

    /// Family names of volunteers and of those who coordinate, particles included.
    static let family: [String] = WordList.entries(familyText)

    /// Newcomers, some with a single name, some with the name in another script.
    static let newcomers: [Newcomer] = WordList.lines(newcomersText).compactMap(newcomer(line:))

    private static func newcomer(line: String) -> Newcomer? {
        let halves = WordList.parts(line, at: "=")
        let names = WordList.parts(halves.first ?? "", at: "/")
        guard let given = names.first else { return nil }
        return Newcomer(
            given: given, family: names.dropFirst().first, original: halves.dropFirst().first)
    }

    static let firstText = """
        Anneke, Bart, Carla, Daan, Els, Floor, Gerrit, Hanneke, Ineke, Jan, Karin, Leo, Marloes,
        Niels, Olga, Pieter, Quinten, Ruth, Sjoerd, Tineke, Ursula, Vera, Wim, Yvonne, Zoë, Anouk,
        Bram, Corrie, Dirk, Esther, Fokke, Geertje, Henk, Ilse, Joris, Koen, Liesbeth, Marnix,
        Noor, Otto, Petra, Rianne, Stijn, Thijs, Truus, Willemijn, Wouter, Renée, André, José,
        Chloé, Jürgen, Søren, Zofia, Łukasz, Siobhán, Fatima, Youssef, Khadija, Rachid, Samira,
        Yusuf, Elif, Emre, Ayşe, Deniz, Nguyệt, Minh, Mei Lin, Wei, Priya, Arjun, Aisha, Ibrahim,
        Selam, Dawit, Hodan, Abdi, Amara, Kwame, Chipo, Shanice, Glenn, Ruben, Rosalina, Mateus,
        Oksana, Taras, Parisa, Navid, Leyla, Karwan, Mirjana, Goran, Putri, Jolanda
        """

    static let familyText = """
        van der Zee, 't Hart, de Vries, El Amrani, Öztürk, Nguyễn, O’Brien, Haddad, Yılmaz,
        Jansen, Bakker, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, Peters,
        Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer,
        van den Berg, van Dijk, van den Bosch, van der Linden, van ’t Hof, in 't Veld,
        op den Kamp, ten Have, ter Horst, te Velde, aan de Stegge, uit den Bogaard, van der Veen,
        Kuipers, Schouten, Postma, Hoekstra, Wiersma, Zijlstra, Feenstra, Terpstra, Nijhuis,
        Oude Luttikhuis, Wolters, Evers, Claessens, Janssens-de Wit, Vermeulen, Verhoeven,
        Peeters, Beckers, Dassen, de Ruijter, Wisse, Marijs, Poortvliet, Scholten, Kok, Prins,
        Huisman, Koster, Blom, Timmer, Groen, von Hagen, Müller, Schröder, García Ruiz, Fernandes,
        da Silva, Rossi, Nowak, Wójcik, Kowalczyk, Horvat, Petrović, Popescu, Ivanova, Shevchenko,
        Bouzid, Benali, El Idrissi, Aydın, Çelik, Şahin, Demir, Karimi, Rahmani, Sharma, Ramdin,
        Kalpoe, Pinas, Martina, Croes, Latupeirissa, Wijaya, Tran, Chen, Wong, Okafor, Mensah,
        Diallo, Tesfay, Warsame, Mohamud, Aziz, Saleh, Mansour, Cohen, Sørensen, MacLeod, d’Hondt,
        IJzerman
        """

    /// Given name, a slash, the family name; after `=` the name in its own script.
    static let newcomersText = """
        Rima / Al Khatib = ريما الخطيب
        Nizar / Darwish = نزار درويش
        Muhammad = محمد
        Salma / Al Omar = سلمى العمر
        Idris / Abdelkarim = إدريس عبد الكريم
        Tsega / Habtom = ጸጋ ሃብቶም
        Yonas / Gebre = ዮናስ ገብረ
        Mulu = ሙሉ
        Zarghuna = زرغونه
        Farhad / Noori = فرهاد نوری
        Shirin / Akbari = شیرین اکبری
        Berivan / Şêxo
        Azad / Mirza
        Halyna / Kovalenko = Галина Коваленко
        Bohdan / Lysenko = Богдан Лисенко
        Nadifa / Cali
        Guuleed / Faarax
        Solange / Mbuyi
        Espérance / Niyonkuru
        Dieudonné
        Tamar / Beridze = თამარ ბერიძე
        Ani / Sargsyan = Անի Սարգսյան
        Thiri = သီရိ
        Lemma / Tolessa
        Ximena / Quiñones
        Selvi / Arulanandam = செல்வி அருளானந்தம்
        """
}
