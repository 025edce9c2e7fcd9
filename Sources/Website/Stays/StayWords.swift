import Coalition
import Templates

extension Stay {
    /// The guest's code name; a slot without a guest is a free place.
    func title(_ words: Words) -> String { code.map(words.name) ?? words("stay.free") }

    /// Where it stands; how it ended is told only to those who may know.
    func stateTag(_ words: Words, mayTell: Bool) -> TagView {
        if !mayTell, State.over.contains(state) { return TagView(words("stay.over"), .mute) }
        let look: TagView.Look =
            switch state {
            case .planned: .muteOpen
            case .nominated, .accepted: .infoOpen
            case .preparing: .infoHalf
            case .confirmed: .info
            case .inStay: .ok
            case .departing: .okHalf
            case .returned, .aftercare, .closed: .mute
            case .otherOutcome, .cancelled: .muteStill
            }
        return TagView(words("stay.state.\(state.rawValue)"), look)
    }

    /// Signals beside the state, the most urgent first.
    ///
    /// - Parameter tellsWish: Whether a wished extension is among them.
    func flagTags(_ words: Words, clash: StayClash?, tellsWish: Bool = true) -> [TagView] {
        var tags: [TagView] = []
        if tellsWish, let until = extensionUntil {
            let day = MessageValue.text(words.shortDay(until))
            tags.append(
                clash.map { clash in
                    TagView(
                        words(
                            "stay.flag.clash", ["day": day, "name": .text(clash.title(words))]),
                        .badDiamond)
                } ?? TagView(words("stay.flag.extension", ["day": day]), .warnHalf))
        }
        if isException {
            tags.append(
                TagView(
                    words("stay.flag.exception", ["count": .number(period.nights)]), .warnDiamond)
            )
        }
        return tags
    }
}

extension StayClash {
    func title(_ words: Words) -> String { code.map(words.name) ?? words("stay.free") }
}

extension Period {
    /// "7 sep tot 6 dec 2026".
    func short(_ words: Words) -> String { words.period(from, until) }
}

extension Accommodation {
    /// "NIJ-A (appartement)".
    func described(_ words: Words) -> String { "\(name) (\(kindName(words)))" }

    func kindName(_ words: Words) -> String {
        words("accommodation.kind.\(kind.rawValue)").lowercased()
    }
}

extension Cohort {
    /// "Voorjaar 2027".
    func name(_ words: Words) -> String {
        words("cohort.\(season.rawValue)", ["year": .text(String(year))])
    }

    /// How an address names it: `spring-2027`.
    var code: String { "\(season.rawValue)-\(year)" }
}

/// Keys made from the codes of stays, which no template names.
enum StayKeys {
    static let all =
        MessageKeys.codes(Stay.State.self, "stay.state")
        + MessageKeys.guards(Stay.Guard.self, "stay")
        + MessageKeys.codes(Stay.ExtensionReason.self, "stay.extend.reason")
        + MessageKeys.codes(ExtensionRequest.Outcome.self, "stay.request")
        + MessageKeys.codes(Accommodation.Kind.self, "accommodation.kind")
        + MessageKeys.codes(Cohort.Season.self, "cohort")
        + StayList.codes.map { "stay.filter.\($0.code)" }
        + GuestIdentity.Field.allCases.map { "guest.identity.\($0.rawValue)" }
        + Set(Stay.lifecycle.transitions.map { "stay.step.\($0.to.rawValue)" }).sorted()
}
