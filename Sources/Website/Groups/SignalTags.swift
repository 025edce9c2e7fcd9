import Coalition
import Templates

/// Signals as tags: a row has one in colour, the most urgent, and says how many more there are.
extension Group {
    /// For a row: what calls most, "+2", and how long a pause lasts.
    func flagTags(
        _ today: Day, _ notice: ClearanceNotice, isAwaited: Bool = false, _ words: Words
    ) -> [TagView] {
        let found = signals(on: today, notice, isAwaited: isAwaited)
        var tags = found.first.map { [tag($0, words)] } ?? []
        if found.count > 1 {
            tags.append(
                TagView(words("group.flag.more", ["count": .number(found.count - 1)]), .plain))
        }
        return tags + [pauseTag(today, words)].compactMap { $0 }
    }

    /// For its page: what calls most in colour, and all else as grey words.
    func pageTags(_ urgent: [Signal], _ quiet: [Signal], _ load: GroupLoad?, _ words: Words)
        -> [TagView]
    {
        urgent.prefix(1).map { tag($0, words) }
            + urgent.dropFirst().map { TagView(tag($0, words).text, .muteOpen) }
            + quiet.compactMap { $0.quietTag(load, words) }
    }

    private func tag(_ signal: Signal, _ words: Words) -> TagView {
        switch signal {
        case .concern: TagView(words("group.flag.concern"), .badDiamond)
        case .silent: TagView(words("group.flag.silent"), .badDiamond)
        case .strength: TagView(strengthText(words), .warnDiamond)
        case .expired: TagView(words("group.flag.clearance_over"), .badDiamond)
        case .expiring: TagView(words("group.flag.clearance"), .warnHalf)
        case .municipality: TagView(words("group.flag.municipality"), .badDiamond)
        case .review, .lines, .plan, .load:
            signal.quietTag(nil, words) ?? TagView("", .muteOpen)
        }
    }

    private func strengthText(_ words: Words) -> String {
        words(
            isBelowStrength ? "group.strength" : "group.of",
            ["count": .number(memberCount), "minimum": .number(minimum)])
    }

    /// Until when a pause lasts, or that it is over; nil for a group that is not paused.
    func pauseTag(_ today: Day, _ words: Words) -> TagView? {
        guard state == .paused, let pausedUntil else { return nil }
        return pausedUntil <= today
            ? TagView(words("group.flag.pause_over"), .muteOpen)
            : TagView(
                words("group.flag.paused_until", ["day": .text(words.shortDay(pausedUntil))]),
                .muteOpen)
    }
}

extension Signal {
    /// A grey word; nil for what is urgent, and for a load that is not told.
    func quietTag(_ load: GroupLoad?, _ words: Words) -> TagView? {
        switch self {
        case .review(let kind):
            TagView(
                words("group.flag.review", ["review": .text(words("review.\(kind.rawValue)"))]),
                .muteOpen)
        case .lines(let count):
            TagView(words("group.flag.lines", ["count": .number(count)]), .muteOpen)
        case .plan: TagView(words("group.flag.plan"), .muteOpen)
        case .load:
            load.map {
                TagView(
                    words(
                        "group.flag.load",
                        ["given": .number($0.given), "offered": .number($0.offered)]), .muteOpen)
            }
        case .concern, .silent, .strength, .expired, .expiring, .municipality: nil
        }
    }
}

extension GroupPage {
    /// Its state, what it is marked with, how long it rests and of what kind it is.
    static func tags(_ facts: GroupPageFacts, _ words: Words) -> [TagView] {
        let group = facts.group
        let isAwaited = facts.now.all.contains {
            $0.role == .municipality && $0.isOverdue(on: facts.today)
        }
        let urgent = group.signals(on: facts.today, facts.notice, isAwaited: isAwaited)
        return [group.stateTag(words)]
            + group.pageTags(urgent, facts.quiet.signals, facts.quiet.load, words)
            + [group.pauseTag(facts.today, words)].compactMap { $0 }
            + [TagView(words("group.kind.\(group.kind.rawValue)"), .plain)]
    }
}
