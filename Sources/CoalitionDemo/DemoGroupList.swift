import Coalition

/// The groups of the demo: where each stands, since when, and how it gets on.
struct DemoGroupPlan: Sendable {
    /// How often a group and its family see each other, and what became of that.
    enum Rhythm: String, Sendable {
        case lively, steady, slow
        /// Heard of for the last time weeks ago; with `attempts` it was tried since.
        case silent, attempts
        /// Steady, but somebody left, or something is the matter.
        case below, concern
        /// Has no family yet.
        case none = "-"
    }

    /// How far the group and its match have come.
    enum Stage: String, Sendable {
        case interest, forming, preparing, ready, matched, active, closing, completed, stopped

        /// Whether a family was ever proposed to it.
        var hasFamily: Bool {
            switch self {
            case .matched, .active, .closing, .completed: true
            case .interest, .forming, .preparing, .ready, .stopped: false
            }
        }

        /// Whether it once was ready for a family.
        var wasReady: Bool { hasFamily || self == .ready }
    }

    let city: String
    let name: String
    let kind: Group.Kind
    let stage: Stage
    /// Since the match began or, without one, since the group registered.
    let months: Int
    let rhythm: Rhythm

    static let all: [DemoGroupPlan] = WordList.sections(text).flatMap { section in
        section.lines.compactMap { DemoGroupPlan(city: section.head, line: $0) }
    }

    private init?(city: String, line: String) {
        let parts = WordList.parts(line, at: "|")
        guard parts.count == 5, let kind = Group.Kind(rawValue: parts[1]),
            let stage = Stage(rawValue: parts[2]), let months = Int(parts[3]),
            let rhythm = Rhythm(rawValue: parts[4])
        else { return nil }
        self.city = city
        name = parts[0]
        self.kind = kind
        self.stage = stage
        self.months = months
        self.rhythm = rhythm
    }

    private static let text = """
        [Nijmegen]
        Altrade | welcome | active | 7 | lively
        Hatert | welcome | active | 5 | silent
        Lent | sponsor | active | 4 | attempts
        Bottendaal | welcome | active | 8 | below
        Dukenburg | welcome | active | 3 | concern
        Wolfskuil | welcome | forming | 2 | -
        Hees | welcome | ready | 5 | -
        Galgenveld | sponsor | ready | 6 | -
        Hunnerberg | welcome | ready | 7 | -
        Brakkenstein | student | ready | 5 | -
        [Haarlem]
        Kleverpark | welcome | active | 8 | lively
        Schalkwijk | welcome | active | 2 | steady
        Rozenprieel | welcome | ready | 6 | -
        Bomenbuurt | welcome | preparing | 4 | -
        Leidsebuurt | welcome | completed | 14 | steady
        [Rotterdam]
        Kralingen | welcome | closing | 10 | steady
        Delfshaven | welcome | active | 6 | lively
        Blijdorp | sponsor | active | 8 | steady
        Charlois | welcome | active | 4 | steady
        Feijenoord | welcome | active | 2 | lively
        Hillegersberg | welcome | active | 5 | silent
        Crooswijk | sponsor | matched | 0 | -
        Katendrecht | welcome | ready | 7 | -
        Ommoord | welcome | preparing | 4 | -
        Cool | student | forming | 2 | -
        Oude Noorden | welcome | completed | 15 | steady
        Noordereiland | sponsor | completed | 19 | steady
        [Den Haag]
        Regentessekwartier | welcome | active | 9 | steady
        Bezuidenhout | welcome | active | 7 | lively
        Laakkwartier | welcome | active | 6 | attempts
        Statenkwartier | sponsor | active | 3 | steady
        Segbroek | student | active | 5 | slow
        Moerwijk | welcome | ready | 6 | -
        Vruchtenbuurt | welcome | preparing | 3 | -
        Ypenburg | welcome | interest | 1 | -
        Archipelbuurt | welcome | completed | 16 | steady
        Duindorp | welcome | stopped | 9 | -
        [Almere]
        Filmwijk | welcome | active | 8 | steady
        Muziekwijk | welcome | active | 5 | silent
        Waterwijk | sponsor | active | 2 | lively
        Parkwijk | welcome | ready | 6 | -
        Nobelhorst | welcome | preparing | 4 | -
        Oosterwold | welcome | forming | 2 | -
        Literatuurwijk | welcome | completed | 14 | steady
        [Amsterdam]
        De Pijp | welcome | active | 6 | lively
        Oosterparkbuurt | welcome | active | 4 | slow
        Watergraafsmeer | sponsor | active | 3 | steady
        IJburg | welcome | matched | 0 | -
        Bos en Lommer | welcome | forming | 2 | -
        Osdorp | welcome | interest | 1 | -
        [Leidschendam-Voorburg]
        Damcentrum | welcome | active | 5 | steady
        Essesteijn | welcome | preparing | 3 | -
        Stompwijk | welcome | forming | 2 | -
        Prinsenhof | welcome | interest | 0 | -
        [Emmen]
        Angelslo | church | active | 7 | steady
        Emmerhout | church | active | 4 | slow
        Klazienaveen | church | preparing | 3 | -
        [Rijssen-Holten]
        Holten-Dorp | church | active | 8 | steady
        Dijkerhoek | church | active | 6 | lively
        Braakmanslanden | church | active | 3 | steady
        """
}
