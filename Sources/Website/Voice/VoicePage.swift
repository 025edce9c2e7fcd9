import Coalition
import Templates

/// What the page of a family's own voice is made of.
struct VoiceFacts: Sendable {
    let family: Family
    let city: City
    let today: Day
    let voice: FamilyVoice

    init(_ family: Family, _ tx: Transaction) throws {
        self.family = family
        city = try City.named(family.city, in: tx)
        today = city.today(tx)
        voice = try FamilyVoice(of: family, on: today, in: tx)
    }
}

/// A family's own voice: when its talks are due, that they were held, and who hears them.
struct VoicePage: SitePage {
    static let template = "voice/show"
    let title: String
    let family: String
    let cityName: String
    let crumbs: [LinkView]
    /// Where a check-in is entered; nil for who enters none.
    let newPath: String?
    let sheetPath: String
    let windows: [PersonLine]
    /// Those who were not offered the open talk yet, each with its form.
    let missing: [PersonLine]
    let held: [PersonLine]
    /// What the viewer is told of each that was held.
    let told: String
    let listener: String
    /// Says that the safeguarding role hears it, or the coordinator again; nil for who may not.
    let turn: ButtonView?
    /// Where a concern is reported.
    let report: LinkView

    init(_ facts: VoiceFacts, _ context: Context) {
        let (words, voice) = (context.words, facts.voice)
        let policy = voice.policy
        let path = facts.family.voicePath
        title = words("voice.title")
        family = facts.family.title(words)
        cityName = facts.city.name(context.language.rawValue)
        crumbs = facts.family.crumbs(words)
        newPath = policy.mayEnter ? "\(path)/new" : nil
        sheetPath = "\(path)/sheet"
        windows = voice.windows.map { VoicePage.line($0, facts, words) }
        missing = (voice.missing ?? []).map { person in
            PersonLine(
                name: person.title(words), path: "\(path)/new?person=\(person.id.value)",
                hint: person.hint(words), tag: nil)
        }
        held = voice.checkIns.map { VoicePage.line($0, facts, words) }
        told = words(
            policy.listensToAll
                ? "voice.told.listener" : policy.owesReason ? "voice.told.network" : "voice.told")
        listener = words(
            !policy.isHeardApart
                ? "voice.listener.local"
                : policy.isVacant ? "voice.listener.network" : "voice.listener.apart")
        turn =
            policy.maySetApart
            ? ButtonView(
                text: words(policy.isHeardApart ? "voice.turn.local" : "voice.turn.apart"),
                path: "\(path)/apart", value: policy.isHeardApart ? "no" : "yes") : nil
        report = facts.family.voiceReport(words)
    }

    private static func line(
        _ window: CheckInWindow, _ facts: VoiceFacts, _ words: Words
    ) -> PersonLine {
        let isHeld = facts.voice.checkIns.contains {
            $0.kind == window.kind && $0.on >= window.from - 60
        }
        let isOver = facts.voice.missing?.isEmpty ?? isHeld
        let tag: TagView =
            switch facts.today {
            case ..<window.from:
                isHeld
                    ? TagView(words("voice.state.held"), .ok)
                    : TagView(words("voice.state.later"), .muteOpen)
            case ...window.until:
                isOver
                    ? TagView(words("voice.state.held"), .ok)
                    : TagView(words("voice.state.open"), .infoHalf)
            default:
                isHeld
                    ? TagView(words("voice.state.held"), .ok)
                    : TagView(words("voice.state.missed"), .muteStill)
            }
        return PersonLine(
            name: words("voice.kind.\(window.kind.rawValue)"), path: nil,
            hint: words(
                "voice.window",
                ["from": .text(words.day(window.from)), "until": .text(words.day(window.until))]),
            tag: tag)
    }

    private static func line(
        _ checkIn: CheckIn, _ facts: VoiceFacts, _ words: Words
    ) -> PersonLine {
        let policy = facts.voice.policy
        let kind = words("voice.kind.\(checkIn.kind.rawValue)")
        let isOpened = checkIn.details != nil || policy.owesReason
        let person = checkIn.details.map { details in
            facts.voice.people.first { $0.id == details.person }?.title(words)
                ?? words(details.person == nil ? "voice.household" : "voice.somebody")
        }
        let shared = checkIn.details?.isShared == true ? words("voice.shared") : nil
        let isDeclined = checkIn.details?.outcome == .declined
        return PersonLine(
            name: words(
                "voice.held_on", ["kind": .text(kind), "day": .text(words.day(checkIn.on))]),
            path: isOpened ? "\(facts.family.voicePath)/\(checkIn.id.value)" : nil,
            hint: TaskWords.joined([person, shared]),
            tag: isDeclined
                ? TagView(words("voice.state.declined"), .muteStill)
                : TagView(words("voice.state.held"), .ok))
    }

    static let fields: Fields<VoicePage> = [
        .text("title") { $0.title },
        .text("family") { $0.family },
        .text("cityName") { $0.cityName },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .text("newPath") { $0.newPath },
        .text("sheetPath") { $0.sheetPath },
        .list("windows", PersonLine.fields) { $0.windows },
        .flag("hasWindows") { !$0.windows.isEmpty },
        .list("missing", PersonLine.fields) { $0.missing },
        .flag("hasMissing") { !$0.missing.isEmpty },
        .list("held", PersonLine.fields) { $0.held },
        .flag("hasHeld") { !$0.held.isEmpty },
        .text("told") { $0.told },
        .text("listener") { $0.listener },
        .object("turn", ButtonView.fields) { $0.turn },
        .object("report", LinkView.fields) { $0.report },
    ]
}
