import Coalition
import HTTP
import HTTPTypes
import Templates

/// Matches: the list, one match, its two decisions, its dates and its steps.
enum MatchPages: Feature {
    static var routes: [Route] {
        [
            .get("/matches", .roles(MatchPolicy.readers, for: MatchPolicy.programmes), index),
            .get("/matches/:ref", .roles(MatchPolicy.readers, for: MatchPolicy.programmes), show),
            .post(
                "/matches/:ref/decisions", .roles([.local], for: MatchPolicy.programmes), decide),
            .post(
                "/matches/:ref/transitions",
                .roles(MatchPolicy.proposers, for: MatchPolicy.programmes), transition),
            .post("/matches/:ref/returns", .roles([.local], for: MatchPolicy.programmes), takeBack),
            .get(
                "/matches/:ref/steps/:state",
                .roles(MatchPolicy.proposers, for: MatchPolicy.programmes), stepForm),
            .post(
                "/matches/:ref/steps/:state",
                .roles(MatchPolicy.proposers, for: MatchPolicy.programmes), step),
        ]
    }
    static var pages: [any SitePage.Type] { [MatchPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { tx in
            let cities = try City.within(
                tx.viewer.scope(of: MatchPolicy.readers, for: MatchPolicy.programmes), in: tx)
            let asked = AskedList<MatchList>(values, ListAsker(tx, cities: cities))
            return MatchIndex(
                asked: asked, page: try asked.page { try $0.lines(values.cursor, in: tx) },
                count: try asked.count(in: tx), cities: cities, today: tx.today)
        }
        return try context.show(shown.page(context, values))
    }

    static func show(_ context: Context) throws -> Response {
        try show(context, [])
    }

    /// Records what one side or both decided. A no comes last, as it leaves nothing to decide.
    static func decide(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            let signs = form.tick("expectations") && match.expectationsOn == nil
            let answers = try MatchAnswer.read(form, match, isRequired: !signs)
            let version = try form.version()
            try form.check()
            guard !answers.isEmpty || signs else { throw Refusal.already(nil) }
            var (now, seen) = (match, version)
            func take(_ step: (Match, Int) throws -> Void) throws {
                try step(now, seen)
                now = try Match.find(match.ref, in: tx)
                seen = now.version
            }
            for answer in answers where answer.decision == .yes {
                try take { try $0.decide(answer.side, .yes, on: answer.day, version: $1, in: tx) }
            }
            if signs {
                let today = try City.find(match.city, in: tx).today(tx)
                let day = answers.map(\.day).max() ?? today
                try take { try $0.sign(on: day, version: $1, in: tx) }
            }
            for answer in answers where answer.decision == .no {
                try take { try $0.decide(answer.side, .no, on: answer.day, version: $1, in: tx) }
            }
            if let no = answers.first(where: { $0.decision == .no }) {
                let line = try MatchList.lines([match], in: tx).first
                try Confirmation.require(form, match.declining(no.side, line, context.words))
            }
            return now.state == match.state
                ? (
                    match.path,
                    Note(now.lacksSignature ? "note.match_unsigned" : "note.match_decided")
                )
                : (match.path, try moved(match, now.state, context.words, tx))
        }
    }

    static func transition(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            let next: Match.State? = form.choice("state", isRequired: true)
            let asked = next.flatMap { MatchStepField.name($0, from: match.state) }
            let day = asked.flatMap { form.day($0) }
            let presence: Match.Presence? =
                next == .introduced && match.state == .proposed
                ? form.choice("introduced_with", isRequired: true) : nil
            try form.check()
            if let day, next == .active, try begins(match, later: day, tx) {
                return (match.path, try planned(match, day, context.words, tx))
            }
            try match.move(to: next ?? match.state, .init(on: day, with: presence), in: tx)
            return (match.path, try moved(match, next ?? match.state, context.words, tx))
        }
    }

    /// Whether the year begins on a day to come, which is then written down, and no step yet.
    private static func begins(
        _ match: Match, later day: Day, _ tx: Transaction
    ) throws -> Bool {
        guard try match.state == .agreed && day > City.find(match.city, in: tx).today(tx) else {
            return false
        }
        try match.plan(startsOn: day, version: match.version, in: tx)
        return true
    }

    /// While something else must hold before a step, the record says what, and where that is done.
    static func stepForm(_ context: Context) throws -> Response {
        try context.ask(again: { try show(context, $0) }) {
            try context.show(try MatchStepForm.form(context))
        }
    }

    /// What asks for a day or reason, or cannot be undone, is asked on a page of its own.
    static func step(_ context: Context) throws -> Response {
        try context.submit({ try MatchStepForm.form(context) }) { form, tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            let state = try MatchStepForm.state(context)
            let told = MatchStepForm.read(form, state, match)
            let version = try form.version()
            try form.check()
            if match.state != state { try match.requireVersion(version, in: tx) }
            try match.move(to: state, told, in: tx)
            return (match.path, try entered(state, match, context.words, tx))
        }
    }

    /// What is said after a step with a page of its own; of a year that is done, until when it is kept.
    private static func entered(
        _ state: Match.State, _ match: Match, _ words: Words, _ tx: Transaction
    ) throws -> Note {
        let undo = state == .declined ? nil : "\(match.path)/returns"
        guard Match.State.ends.contains(state) else { return try moved(match, state, words, tx) }
        let until = try Family.find([match.family], in: tx)[match.family]?.retentionUntil
        guard state == .completed, let until else { return Note("note.match_ended", undo: undo) }
        return Note("note.match_completed", ["day": words.day(until)], undo: undo)
    }

    private static func planned(
        _ match: Match, _ day: Day, _ words: Words, _ tx: Transaction
    ) throws -> Note {
        let name = try MatchList.lines([match], in: tx).first?.title(words) ?? match.ref
        return Note("note.match_planned", ["name": name, "day": words.longDay(day)])
    }

    /// Where a match stands now.
    private static func moved(
        _ match: Match, _ state: Match.State, _ words: Words, _ tx: Transaction
    ) throws -> Note {
        let name = try MatchList.lines([match], in: tx).first?.title(words) ?? match.ref
        return Note(
            "note.match_moved",
            ["name": name, "state": words("match.state.\(state.rawValue)").lowercased()],
            undo: state == .declined ? nil : "\(match.path)/returns")
    }

    static func takeBack(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { _, tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            try match.takeBack(in: tx)
            let state = try Match.find(match.ref, in: tx).state
            let name = try MatchList.lines([match], in: tx).first?.title(context.words) ?? match.ref
            let values = [
                "name": name, "state": context.words("match.state.\(state.rawValue)").lowercased(),
            ]
            return (match.path, Note("note.taken_back", values))
        }
    }

    /// The page of the match, with what went wrong when something was refused.
    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try MatchFacts(try Match.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            MatchPage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// What one side says, as it was typed.
private struct MatchAnswer {
    let side: Match.Side
    let decision: Match.Decision
    let day: Day

    /// The answers that are new.
    ///
    /// - Parameter isRequired: Whether one at least has to be given.
    static func read(
        _ form: Form, _ match: Match, isRequired: Bool
    ) throws -> [MatchAnswer] {
        let isNone =
            isRequired
            && Match.Side.allCases.allSatisfy {
                form.values.text("\($0.rawValue)_decision") == nil
            }
        return Match.Side.allCases.compactMap { side in
            let name = "\(side.rawValue)_decision"
            let decision: Match.Decision? = form.choice(name, isRequired: isNone)
            guard let decision else { return nil }
            let day = form.day("\(side.rawValue)_decided_on", isRequired: true)
            let stored =
                side == .family
                ? (match.familyDecision, match.familyDecidedOn)
                : (match.groupDecision, match.groupDecidedOn)
            guard let day, stored != (decision, day) else { return nil }
            return MatchAnswer(side: side, decision: decision, day: day)
        }
    }
}

extension Match {
    /// Whether both said yes, and only what they sign lacks.
    fileprivate var lacksSignature: Bool {
        familyDecision == .yes && groupDecision == .yes && expectationsOn == nil
    }

    var path: String { "/matches/\(ref)" }

    /// What is asked before the no of one side ends the proposal for both.
    fileprivate func declining(
        _ side: Side, _ line: MatchList.Line?, _ words: Words
    ) -> Confirmation {
        let key = "match.ask.no"
        let values: [String: MessageValue] = [
            "family": .text(line.map { words.name($0.family.code) } ?? ""),
            "group": .text(line?.group?.name ?? ""),
        ]
        return Confirmation(
            title: words("\(key).\(side.rawValue)", values), text: words("\(key).text", values),
            submit: words("\(key).submit"), cancel: path)
    }

    func stateTag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch state {
            case .draft: .muteOpen
            case .proposed: .infoOpen
            case .introduced, .trial: .infoHalf
            case .agreed: .okHalf
            case .active: .ok
            case .suspended: .warnHalf
            case .closing: .info
            case .completed: .mute
            case .declined, .endedEarly: .muteStill
            }
        return TagView(words("match.state.\(state.rawValue)"), look)
    }

    /// When a match that rests is looked at again; empty for every other.
    func reviewTags(_ today: Day, _ words: Words) -> [TagView] {
        guard state == .suspended, let reviewOn else { return [] }
        return [
            TagView(
                words("match.review_tag", ["day": .text(words.shortDay(reviewOn))]),
                reviewOn <= today ? .warnDiamond : .muteOpen)
        ]
    }
}
