import Coalition
import Templates

/// A wished extension: what it runs into, and the decision about it.
struct ExtensionView: PageModel {
    let text: String
    /// Who asked and before when the network decides; nil for what was asked before that was kept.
    let asked: String?
    let clash: LinkView?
    let path: String
    let version: String
    let mayDecide: Bool
    let mayDrop: Bool
    /// Asked when the stay becomes longer than the rules say.
    let exception: FieldView?

    /// Nil without a wish.
    init?(_ facts: StayPageFacts, _ words: Words) {
        let stay = facts.stay
        guard let until = stay.extensionUntil, let reason = stay.extensionReason,
            let wished = stay.wishedPeriod
        else { return nil }
        text = words(
            "stay.extension.text",
            [
                "day": .text(words.day(until)), "count": .number(wished.nights),
                "reason": .text(words("stay.extend.reason.\(reason.rawValue)").lowercased()),
            ])
        asked = facts.requests.first { $0.outcome == nil }.map { $0.asked(facts, words) }
        clash = facts.clash.map { clash in
            LinkView(
                words(
                    "stay.extension.clash",
                    [
                        "name": .text(clash.title(words)),
                        "period": .text(clash.period.short(words)),
                    ]), "/stays/\(clash.ref)")
        }
        path = "/stays/\(stay.ref)/extension"
        version = String(stay.version)
        mayDecide = facts.policy.mayDecideExtension
        mayDrop = facts.policy.mayAskExtension
        let isLong = wished.nights > facts.maximum
        exception =
            isLong && facts.policy.mayDecideExtension
            ? FieldBuilder(values: Values(), problems: [], stored: nil, words: words).view(
                .tick("is_exception").hinted(["maximum": String(facts.maximum)])) : nil
    }

    static let fields: Fields<ExtensionView> = [
        .text("text") { $0.text },
        .text("asked") { $0.asked },
        .object("clash", LinkView.fields) { $0.clash },
        .text("path") { $0.path },
        .text("version") { $0.version },
        .flag("mayDecide") { $0.mayDecide },
        .flag("mayDrop") { $0.mayDrop },
        .object("exception", FieldView.fields) { $0.exception },
    ]
}

extension ExtensionRequest {
    /// "Gevraagd op 3 november 2026 door Sanne Mulder. Het netwerk besluit uiterlijk 8 november 2026."
    func asked(_ facts: StayPageFacts, _ words: Words) -> String {
        let first = words(
            "stay.request.asked", ["day": day(askedAt, facts, words), "who": who(askedBy, facts)])
        guard let due = facts.decisionDue else { return first }
        return first + " " + words("stay.request.due", ["day": .text(words.day(due))])
    }

    /// What was asked, and what became of it.
    func line(_ facts: StayPageFacts, _ words: Words) -> String {
        let wish = words(
            "stay.request.line",
            [
                "until": .text(words.day(until)), "day": day(askedAt, facts, words),
                "who": who(askedBy, facts),
            ])
        guard let outcome, let decidedAt else { return wish + " " + words("stay.request.open") }
        let end = words(
            "stay.request.\(outcome.rawValue)",
            ["day": day(decidedAt, facts, words), "who": who(decidedBy, facts)])
        return wish + " " + end
    }

    private func day(
        _ instant: Instant, _ facts: StayPageFacts, _ words: Words
    ) -> MessageValue { .text(words.day(facts.city.zone.day(of: instant))) }

    private func who(_ user: ID<User>?, _ facts: StayPageFacts) -> MessageValue {
        .text(user.flatMap { facts.names[$0] } ?? "Coalitie")
    }
}
