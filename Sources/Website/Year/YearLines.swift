import Coalition
import Templates

/// Lines of a year that are ticked with one tap each.
struct YearLinesView: PageModel {
    /// Where a tap is posted, with the page to return to; nil for who ticks none of them.
    let action: String?
    let lines: [YearLineView]

    /// - Parameter back: The page on which they stand.
    init(_ lines: [YearLine], _ plan: YearPlan, back: String, _ context: Context) {
        let path = plan.subject.path
        self.lines = lines.map { YearLineView($0, plan, back: back, context) }
        action =
            self.lines.contains(where: \.mayTick)
            ? "\(path)/ticks?back=\(Percent.encode(back))" : nil
    }

    static let fields: Fields<YearLinesView> = [
        .text("action") { $0.action },
        .list("lines", YearLineView.fields) { $0.lines },
    ]
}

/// One line of a year.
struct YearLineView: PageModel {
    let id: Int64
    let title: String
    /// Who does it and by when, or who did it and when.
    let hint: String?
    let isTicked: Bool
    /// Whether it was ticked as not needed.
    let isSkipped: Bool
    let mayTick: Bool
    /// Where one says that it is not needed; nil for one that is ticked.
    let skip: String?

    init(_ line: YearLine, _ plan: YearPlan, back: String, _ context: Context) {
        let words = context.words
        let policy = YearPolicy(context.viewer, in: plan.subject.city)
        id = line.line.id.value
        title = line.line.title(words.language.rawValue)
        isTicked = line.tick != nil
        isSkipped = line.tick?.notNeeded != nil
        mayTick = plan.subject.isGoingOn && policy.mayTick(line.line)
        hint = YearLineView.hint(line, plan, words)
        skip =
            mayTick && line.tick == nil
            ? "\(plan.subject.path)/ticks/\(id)?back=\(Percent.encode(back))" : nil
    }

    private static func hint(_ line: YearLine, _ plan: YearPlan, _ words: Words) -> String? {
        if let tick = line.tick {
            let day = words.dayOfYear(tick.doneOn, plan.today)
            if let reason = tick.notNeeded {
                return words(
                    "year.skipped",
                    ["reason": .text(words("year.skip.\(reason.rawValue)").lowercased())])
            }
            guard let name = tick.by.flatMap({ plan.names[$0] }) else { return day }
            return words("year.ticked", ["name": .text(name), "day": .text(day)])
        }
        let owner = line.line.owner
        let who = owner == .group ? nil : words("checklist.owner.\(owner.rawValue)").lowercased()
        let due = line.dueOn.map {
            words(
                line.isLate ? "year.was_due" : "year.due",
                ["day": .text(words.dayOfYear($0, plan.today))])
        }
        return TaskWords.joined([who, due])
    }

    static let fields: Fields<YearLineView> = [
        .text("id") { String($0.id) },
        .text("title") { $0.title },
        .text("hint") { $0.hint },
        .text("verb") { $0.isTicked ? "untick" : "tick" },
        .text("pressed") { $0.isTicked ? "true" : "false" },
        .flag("isTicked") { $0.isTicked },
        .flag("isSkipped") { $0.isSkipped },
        .flag("mayTick") { $0.mayTick },
        .text("skip") { $0.skip },
    ]
}

extension YearSubject {
    /// The page of the record whose year it is.
    var path: String { match?.path ?? "/groups/\(group.ref)" }

    /// The page of the whole year; of a group without a match its own.
    var planPath: String { match.map { "\($0.path)/plan" } ?? "\(path)#jaar" }
}

/// A review of a year in a line.
struct ReviewRowView: PageModel {
    let title: String
    let tag: TagView
    /// Where it is written down or read; nil for who does neither, and before it can be held.
    let link: ButtonView?

    init(_ slot: ReviewSlot, _ plan: YearPlan, _ context: Context) {
        let words = context.words
        title = words("review.\(slot.kind.rawValue)")
        tag = slot.tag(words, plan.today)
        link = ReviewRowView.link(slot, plan, context)
    }

    private static func link(
        _ slot: ReviewSlot, _ plan: YearPlan, _ context: Context
    ) -> ButtonView? {
        let policy = YearPolicy(context.viewer, in: plan.subject.city)
        let words = context.words
        let title = words("review.\(slot.kind.rawValue)")
        let key = slot.kind == .own ? slot.review.map { String($0.id.value) } : slot.kind.rawValue
        guard let key else { return nil }
        let path = "\(plan.subject.path)/reviews/\(key)"
        if slot.review != nil {
            return policy.maySeeReviews || policy.mayOpenReviews
                ? ButtonView(text: words("review.read"), path: path, detail: title) : nil
        }
        guard policy.mayReview, slot.isHoldable else { return nil }
        let isLate = slot.state == .missed
        return ButtonView(
            text: words(isLate ? "review.hold_late" : "review.hold"), path: path, detail: title)
    }

    static let fields: Fields<ReviewRowView> = [
        .text("title") { $0.title },
        .object("tag", TagView.fields) { $0.tag },
        .object("link", ButtonView.fields) { $0.link },
    ]
}

extension ReviewSlot {
    /// How it stands; a worry shows, everything else is calm.
    func tag(_ words: Words, _ today: Day) -> TagView {
        func day(_ day: Day?) -> [String: MessageValue] {
            ["day": .text(day.map { words.dayOfYear($0, today) } ?? "")]
        }
        switch state {
        case .upcoming: return TagView(words("review.from", day(window?.from)), .muteOpen)
        case .open: return TagView(words("review.until", day(window?.until)), .infoHalf)
        case .missed: return TagView(words("review.missed"), .muteStill)
        case .done, .late:
            let text = words(state == .late ? "review.late" : "review.held", day(review?.heldOn))
            guard let outcome = review?.outcome, outcome != .good else { return TagView(text, .ok) }
            let told = "\(text), \(words("review.outcome.\(outcome.rawValue)").lowercased())"
            return TagView(told, outcome == .worry ? .warnDiamond : .okHalf)
        }
    }
}
