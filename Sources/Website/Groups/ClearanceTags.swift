import Coalition
import Templates

/// How a VOG and trainings stand, as tags: red when one holds no more, amber within a month, grey when
/// its end is only announced.
extension ClearanceEnd {
    var look: TagView.Look {
        switch self {
        case .over: .badDiamond
        case .soon: .warnDiamond
        case .later: .muteOpen
        }
    }
}

extension Member {
    func vogTag(
        _ today: Day, _ group: Group, _ notice: ClearanceNotice, _ words: Words
    ) -> TagView {
        let end = vog.endsOn.flatMap { notice.stand(of: $0, group, on: today) }
        if vog.status == .exempt, let day = vog.endsOn {
            return end == .over
                ? TagView(words("exempt.over"), .badDiamond)
                : TagView(
                    words("exempt.held", ["day": .text(words.shortDay(day))]), end?.look ?? .ok)
        }
        if let day = vog.endsOn, let end, end != .over { return Member.tag(day, end, words) }
        let status: Vog.Status = end == .over ? .expired : vog.status
        let look: TagView.Look =
            switch status {
            case .seen, .exempt: .ok
            case .requested, .exemptionAsked: .warnHalf
            case .none, .exemptionRefused: .muteOpen
            case .expired, .notReceived: .badDiamond
            }
        return TagView(words("vog.status.\(status.rawValue)"), look)
    }

    func trainingTag(
        _ today: Day, _ group: Group, _ notice: ClearanceNotice, _ words: Words
    ) -> TagView {
        guard isTrained(on: today) else { return TagView(words("training.to_do"), .warnHalf) }
        let first = trainings.values.compactMap { $0 }.min()
        guard let first, let end = notice.stand(of: first, group, on: today) else {
            return TagView(words("training.valid"), .ok)
        }
        return Member.tag(first, end, words)
    }

    private static func tag(_ day: Day, _ end: ClearanceEnd, _ words: Words) -> TagView {
        TagView(words("member.valid_until", ["day": .text(words.shortDay(day))]), end.look)
    }
}
