/// A language that a newcomer, a guest or a volunteer speaks.
public struct SpokenLanguage: Sendable, Hashable {
    /// The ISO 639 code, of two letters where there is one, else of three (ISO 639-3).
    public let code: String
    /// The Dutch name.
    public let nl: String
    /// The English name.
    public let en: String

    /// Makes a language from its ISO 639 code and its two names.
    public init(code: String, nl: String, en: String) {
        self.code = code
        self.nl = nl
        self.en = en
    }
}

/// The languages that can be chosen in a form.
public enum SpokenLanguages {
    /// Every language, in the order of the Dutch names; diacritics do not count.
    public static let all: [SpokenLanguage] = WordList.lines(text).compactMap(language(line:))

    /// The language with this ISO 639 code, in lower case, or nil if it cannot be chosen.
    public static func language(code: String) -> SpokenLanguage? {
        byCode[code]
    }

    private static let byCode = Dictionary(
        all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    private static func language(line: String) -> SpokenLanguage? {
        let halves = WordList.parts(line, at: ":")
        guard halves.count == 2 else { return nil }
        let names = WordList.parts(halves[1], at: "/")
        guard names.count == 2 else { return nil }
        return SpokenLanguage(code: halves[0], nl: names[0], en: names[1])
    }

    /// Code, a colon, the Dutch name, a slash, the English name.
    static let text = """
        sq: Albanees/Albanian
        am: Amhaars/Amharic
        ar: Arabisch/Arabic
        tru: Aramees (Suryoyo)/Aramaic (Suryoyo)
        hy: Armeens/Armenian
        az: Azerbeidzjaans/Azerbaijani
        bn: Bengaals/Bengali
        rif: Berbers (Tarifit)/Berber (Tarifit)
        my: Birmees/Burmese
        hbs: Bosnisch-Kroatisch-Servisch/Bosnian-Croatian-Serbian
        bg: Bulgaars/Bulgarian
        prs: Dari/Dari
        de: Duits/German
        en: Engels/English
        fa: Farsi/Farsi
        fr: Frans/French
        fy: Fries/Frisian
        ff: Fula/Fula
        ka: Georgisch/Georgian
        el: Grieks/Greek
        ha: Hausa/Hausa
        hi: Hindi/Hindi
        hu: Hongaars/Hungarian
        id: Indonesisch/Indonesian
        it: Italiaans/Italian
        yue: Kantonees/Cantonese
        rw: Kinyarwanda/Kinyarwanda
        rn: Kirundi/Kirundi
        kmr: Koerdisch (Kurmanji)/Kurdish (Kurmanji)
        ckb: Koerdisch (Sorani)/Kurdish (Sorani)
        ln: Lingala/Lingala
        cmn: Mandarijn/Mandarin
        mn: Mongools/Mongolian
        nl: Nederlands/Dutch
        dse: Nederlandse Gebarentaal/Dutch Sign Language
        ne: Nepalees/Nepali
        ug: Oeigoers/Uyghur
        uk: Oekraïens/Ukrainian
        uz: Oezbeeks/Uzbek
        om: Oromo/Oromo
        pap: Papiaments/Papiamento
        ps: Pasjtoe/Pashto
        pl: Pools/Polish
        pt: Portugees/Portuguese
        ro: Roemeens/Romanian
        rhg: Rohingya/Rohingya
        ru: Russisch/Russian
        so: Somali/Somali
        es: Spaans/Spanish
        srn: Sranantongo/Sranantongo
        sw: Swahili/Swahili
        ta: Tamil/Tamil
        ti: Tigrinya/Tigrinya
        tr: Turks/Turkish
        ur: Urdu/Urdu
        vi: Vietnamees/Vietnamese
        wo: Wolof/Wolof
        """
}
