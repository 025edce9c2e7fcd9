import Coalition
import HTTP
import Templates

/// The rules that one group or match began under, and moving it to those of today with what that
/// changes shown first.
enum RecordRulePages: Feature {
    static var routes: [Route] {
        let groups = Access.roles(Group.ruleMovers, for: GroupPolicy.programmes)
        let matches = Access.roles(Group.ruleMovers, for: MatchPolicy.programmes)
        return [
            .get("/groups/:ref/rules", groups, showGroup),
            .post("/groups/:ref/rules", groups, moveGroup),
            .get("/matches/:ref/rules", matches, showMatch),
            .post("/matches/:ref/rules", matches, moveMatch),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func showGroup(_ context: Context) throws -> Response {
        try show(context, []) { try RecordRuleFacts(group: try group(context, $0), $0) }
    }

    static func showMatch(_ context: Context) throws -> Response {
        try show(context, []) { try RecordRuleFacts(match: try match(context, $0), $0) }
    }

    static func moveGroup(_ context: Context) throws -> Response {
        try move(
            context, { try RecordRuleFacts(group: try group(context, $0), $0) },
            { version, tx in try group(context, tx).move(to: version, in: tx) })
    }

    static func moveMatch(_ context: Context) throws -> Response {
        try move(
            context, { try RecordRuleFacts(match: try match(context, $0), $0) },
            { version, tx in try match(context, tx).move(to: version, in: tx) })
    }

    private static func move(
        _ context: Context, _ facts: @escaping (Transaction) throws -> RecordRuleFacts,
        _ work: (RuleVersion, Transaction) throws -> Void
    ) throws -> Response {
        try context.act(again: { try show(context, $0, facts) }) { form, tx in
            let facts = try facts(tx)
            // What was shown is what happens: newer rules than those have to be seen first.
            guard try form.version() == facts.newest.number else {
                throw Refusal.conflict(current: facts.newest.number)
            }
            try work(facts.newest, tx)
            let day = context.words.day(facts.newest.inForceFrom)
            return (facts.path, Note("note.record_rules", ["day": day]))
        }
    }

    private static func group(_ context: Context, _ tx: Transaction) throws -> Group {
        let group = try Group.find(try context.parameter("ref"), in: tx)
        try group.requireMover(of: tx.viewer)
        return group
    }

    private static func match(_ context: Context, _ tx: Transaction) throws -> Match {
        let match = try Match.find(try context.parameter("ref"), in: tx)
        try match.requireMover(of: tx.viewer)
        return match
    }

    private static func show(
        _ context: Context, _ problems: [Problem],
        _ facts: (Transaction) throws -> RecordRuleFacts
    ) throws -> Response {
        let facts = try context.read(facts)
        return try context.show(
            try facts.page(context, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
