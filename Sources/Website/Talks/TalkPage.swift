import Coalition
import Templates

/// What the page of a talk is made of, read in one snapshot.
struct TalkFacts: Sendable {
    let line: TalkLine
    let city: City
    let today: Day
    /// What stands in its fields; nil for who knows only that there is one.
    let stored: [FieldValue]?

    init(_ place: TalkPlace, _ context: Context, _ tx: Transaction) throws {
        line = try TalkLine.found(place, context, tx)
        city = try City.named(line.talk.city, in: tx)
        today = city.today(tx)
        let maySee = TalkPolicy(tx.viewer, line.talk).maySeeDetails
        stored = maySee ? try TalkDraft.stored(line.talk.id, in: tx).values : nil
    }
}

/// One talk: when, where and with whom, and what became of it.
struct TalkPage: SitePage {
    static let template = "talks/show"
    let title: String
    let when: String
    let tag: TagView
    let problems: [LinkView]
    let crumbs: [LinkView]
    let terms: [TermView]
    let calendarPath: String?
    let editPath: String?
    /// Where it is called off; nil for who may not, and for one that was answered.
    let cancelPath: String?
    /// Where it is said to have been held, and not; nil before it begins.
    let held: ButtonView?
    let missedPath: String?
    let openPath: String?

    init(_ facts: TalkFacts, _ problems: [Problem], _ context: Context) {
        let (words, line) = (context.words, facts.line)
        let (talk, subject, path) = (line.talk, line.subject, line.path)
        title = line.title(words)
        when = talk.when(words, facts.today, isLong: true)
        tag = line.tag(context, facts.city.zone)
        self.problems = problems.map { LinkView(words.problem($0), "#inhoud") }
        crumbs = TalkForm.crumbs(subject, words)
        let about = TalkDraft.record.about
        let rights = FieldRights(context.viewer, for: [talk.programme], in: talk.city)
        terms =
            [TermView(words("talk.about"), subject.name(words), link: subject.path)]
            + (facts.stored.map {
                about.terms($0, words, rights, besides: ["kind", "happens_on", "begins"])
            } ?? [])
        let mayAnswer = talk.isOpen && subject.mayWrite(context.viewer)
        let mayPlan = subject.mayPlan(context.viewer)
        let hasBegun = talk.hasBegun(at: context.now, in: facts.city.zone)
        calendarPath = talk.isOpen && !hasBegun ? "\(path)/calendar" : nil
        editPath = talk.isOpen && mayPlan ? "\(path)/edit" : nil
        cancelPath = mayAnswer && !hasBegun ? "\(path)/cancelled" : nil
        held =
            mayAnswer && hasBegun ? ButtonView(text: talk.held(words), path: "\(path)/held") : nil
        missedPath = mayAnswer && hasBegun ? "\(path)/missed" : nil
        openPath = !talk.isOpen && mayPlan ? "\(path)/open" : nil
    }

    static let fields: Fields<TalkPage> = [
        .text("title") { $0.title },
        .text("when") { $0.when },
        .object("tag", TagView.fields) { $0.tag },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("terms", TermView.fields) { $0.terms },
        .text("calendarPath") { $0.calendarPath },
        .text("editPath") { $0.editPath },
        .text("cancelPath") { $0.cancelPath },
        .object("held", ButtonView.fields) { $0.held },
        .text("missedPath") { $0.missedPath },
        .text("openPath") { $0.openPath },
    ]
}

extension Talk {
    /// "donderdag 3 december, 14:30 uur"; with the year where that is asked.
    func when(_ words: Words, _ today: Day, isLong: Bool = false) -> String {
        let day =
            isLong
            ? words.longDay(on)
            : "\(words("weekday.\(on.weekday)")) \(words.dayOfYear(on, today))"
        guard let begins else { return day }
        return "\(day), \(words("moment.today", ["time": .text(begins.text)]))"
    }

    /// What is pressed once it was held.
    func held(_ words: Words) -> String {
        words(kind == .training ? "talk.held.training" : "talk.held")
    }

    /// Where it stands: still to come, to be answered, or what became of it.
    ///
    /// - Parameter isAsked: Whether the viewer is who answers.
    func tag(_ words: Words, _ now: Instant, _ zone: Zone, isAsked: Bool) -> TagView {
        let today = zone.day(of: now)
        switch outcome {
        case .held: return TagView(words("talk.outcome.held"), .ok)
        case .missed: return TagView(words("talk.outcome.missed"), .muteStill)
        case .cancelled: return TagView(words("talk.outcome.cancelled"), .muteStill)
        case nil where isOver(at: now, in: zone) && !isAsked:
            return TagView(words("talk.unknown"), .muteOpen)
        case nil where isOver(at: now, in: zone):
            return TagView(
                words(kind == .training ? "talk.ask.training" : "talk.ask"), .warnDiamond)
        case nil where on == today: return TagView(words("task.today"), .warnHalf)
        case nil: return TagView(words.relative(on, today), .muteOpen)
        }
    }
}

extension TalkLine {
    /// Where the talk stands; it is asked after of who may answer only.
    func tag(_ context: Context, _ zone: Zone) -> TagView {
        talk.tag(context.words, context.now, zone, isAsked: subject.mayWrite(context.viewer))
    }
}
