import Coalition
import Templates

/// A link with its words.
struct LinkView: PageModel, Hashable {
    let text: String
    let path: String

    init(_ text: String, _ path: String) {
        self.text = text
        self.path = path
    }

    static let fields: Fields<LinkView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
    ]
}

/// A button that posts a form of its own, or inside a form goes another way.
struct ButtonView: PageModel, Hashable {
    let text: String
    let path: String
    /// What a screen reader hears besides, such as which task is meant.
    var detail: String?
    /// A value that is sent along as `value`.
    var value = ""

    static let fields: Fields<ButtonView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .text("detail") { $0.detail },
        .text("value") { $0.value },
    ]
}

/// A state or signal as a tag: shape, colour and word together.
struct TagView: PageModel, Hashable {
    /// The shapes and colours of the stylesheet.
    enum Look: String, Sendable {
        case ok
        case okHalf = "ok half"
        case info
        case infoHalf = "info half"
        case infoOpen = "info open"
        case warn
        case warnHalf = "warn half"
        case warnDiamond = "warn diamond"
        case badDiamond = "bad diamond"
        case mute = "mutec"
        case muteOpen = "mutec open"
        case muteStill = "mutec still"
        case plain
    }

    let text: String
    let look: Look
    /// The list that it tells of; nil for a tag that is no link.
    let figure: Figure?

    init(_ text: String, _ look: Look, _ figure: Figure? = nil) {
        self.text = text
        self.look = look
        self.figure = figure
    }

    static let fields: Fields<TagView> = [
        .text("text") { $0.text },
        .text("look") { $0.look.rawValue },
        .text("path") { $0.figure?.path },
        .text("count") { $0.figure?.text },
    ]
}

/// A term with what is known of it, in a list of terms.
struct TermView: PageModel {
    let term: String
    let text: String
    var link: String?
    var hint: String?

    init(_ term: String, _ text: String, link: String? = nil, hint: String? = nil) {
        self.term = term
        self.text = text
        self.link = link
        self.hint = hint
    }

    static let fields: Fields<TermView> = [
        .text("term") { $0.term },
        .text("text") { $0.text },
        .text("link") { $0.link },
        .text("hint") { $0.hint },
    ]
}

/// One thing that holds or does not hold yet, with the place where it is solved.
struct GuardView: PageModel {
    let text: String
    let isMet: Bool
    /// Whether it is met with a "but".
    var isPartly = false
    /// Whether only time meets it.
    var isADay = false
    var link: LinkView?

    static let fields: Fields<GuardView> = [
        .text("text") { $0.text },
        .flag("isMet") { $0.isMet && !$0.isPartly },
        .flag("isPartly") { $0.isPartly },
        .flag("isOpen") { !$0.isMet },
        .object("link", LinkView.fields) { $0.link },
    ]
}

/// Conditions under a line that counts them.
struct GuardList: PageModel {
    let count: String
    let guards: [GuardView]

    static let fields: Fields<GuardList> = [
        .text("count") { $0.count },
        .list("guards", GuardView.fields) { $0.guards },
    ]
}

/// A step that a record could take: what it needs, and the button when it may be taken.
struct StepView: PageModel {
    /// Where the step is posted.
    let path: String
    let name: String
    let state: String
    let explanation: String?
    let guards: [GuardView]
    let isPossible: Bool
    /// A step such as stopping, which is offered quietly.
    let isQuiet: Bool
    /// Days and choices that the step asks for.
    var questions: [FieldView] = []
    /// Who takes the step, for a viewer who may not.
    var by: String?

    static let fields: Fields<StepView> = [
        .text("path") { $0.path },
        .list("questions", FieldView.fields) { $0.questions },
        .text("name") { $0.name },
        .text("state") { $0.state },
        .text("explanation") { $0.explanation },
        .list("guards", GuardView.fields) { $0.guards },
        .flag("hasGuards") { !$0.guards.isEmpty },
        .flag("isPossible") { $0.isPossible },
        .flag("isNotYet") { !$0.guards.allSatisfy(\.isMet) },
        .text("by") { $0.by },
        .flag("isBare") { $0.isPossible && $0.guards.isEmpty },
        .flag("isQuiet") { $0.isQuiet },
    ]
}

extension StepView {
    /// The same step with only what it still lacks; while it waits for a day, that day alone.
    var withWhatLacks: StepView {
        let lacking = guards.filter { !$0.isMet }
        return StepView(
            path: path, name: name, state: state, explanation: explanation,
            guards: lacking.first(where: \.isADay).map { [$0] } ?? lacking,
            isPossible: isPossible, isQuiet: isQuiet, questions: questions, by: by)
    }

    /// Whether a day stands for all that it lacks.
    var isInShort: Bool { guards.contains { $0.isADay && !$0.isMet } }

    /// "Dit doet: Lokale coördinator."; nil for a viewer who holds one of the roles.
    static func taker(_ roles: Set<Role>, isViewer: Bool, _ words: Words) -> String? {
        guard !isViewer else { return nil }
        let who = roles.sorted().map { words("role.\($0.rawValue)") }
        return words("step.by", ["who": .text(words.list(who))])
    }
}
