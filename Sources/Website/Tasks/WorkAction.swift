import Coalition
import Templates

/// What is done about a row of work: a button that does it, or a link to the place where it is done.
struct WorkAction: PageModel, Hashable {
    let text: String
    let path: String
    /// Whether it does something at once; else it leads there.
    let isButton: Bool
    /// What a screen reader hears after the text, such as which group is meant.
    let detail: String

    static let fields: Fields<WorkAction> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .flag("isButton") { $0.isButton },
        .text("detail") { $0.detail },
    ]
}

extension WorkAction {
    /// The real actions of a task, the first of which stands in its row; none for a viewer whose task
    /// it is not, and for a task that is done.
    ///
    /// - Parameter back: The page to return to.
    static func all(
        _ task: Task, _ subjects: TaskSubjects, back: String, _ context: Context
    ) -> [WorkAction] {
        guard task.doneAt == nil, TaskPolicy(context.viewer, task).mayComplete else { return [] }
        let scene = WorkScene(task: task, subjects: subjects, back: back, context: context)
        let own = scene.actions
        // What a rule asks about a record that is out of sight can only be closed, with a reason.
        return own.isEmpty ? [scene.link("task.close", "/tasks/\(task.ref)#sluiten")] : own
    }
}

extension WorkAction {
    /// Whether its link opens a page, wherever on it.
    func leads(to page: String) -> Bool { path.prefix { $0 != "#" } == page[...] }

    /// What is said of a talk once it has begun, and leads to its log; nil before.
    init?(_ line: TalkLine, _ zone: Zone, _ context: Context) {
        guard line.talk.hasBegun(at: context.now, in: zone),
            line.subject.mayWrite(context.viewer)
        else { return nil }
        self.init(
            text: line.talk.held(context.words), path: "\(line.path)/held", isButton: true,
            detail: ": \(line.title(context.words))")
    }
}

/// A task with what its actions are made of.
private struct WorkScene {
    let task: Task
    let subjects: TaskSubjects
    let back: String
    let context: Context

    var actions: [WorkAction] {
        switch task.kind {
        case .free, .promise, .line, .goal: [button("task.complete", "/tasks/\(task.ref)/done")]
        case .look: [button("task.act.look", "/tasks/\(task.ref)/done")]
        case .handed: [button("task.act.handed", "/tasks/\(task.ref)/done")] + inHand
        case .released: [link("task.act.released", ColleaguePages.path)]
        case .concern:
            concern.map { [link("task.act.concern", "/concerns/\($0.ref)")] } ?? []
        case .handling:
            concern.map { [link("task.act.handling", "/concerns/\($0.ref)")] } ?? []
        case .silence: group.map { spoken($0) } ?? []
        case .strength where task.role == .network: group.map { [look($0)] } ?? []
        case .strength:
            group.map { [link("task.act.strength", "/groups/\($0.ref)/members/new")] } ?? []
        case .readiness, .pause: group.map { [look($0)] } ?? []
        case .clearance:
            group.map { [link("task.act.clearance", "/groups/\($0.ref)/trainings")] } ?? []
        case .intake: family.map { [intake($0)] } ?? []
        case .waiting: family.map { [link("task.act.\(kind)", $0.path)] } ?? []
        case .checkIn: family.map { [link("task.act.\(kind)", $0.voicePath)] } ?? []
        case .programme:
            family.map {
                [
                    link(
                        "task.act.programme",
                        "\($0.path)/programmes/\(task.programme.rawValue)")
                ]
            } ?? []
        case .review, .fit, .cosign: match.map { [link("task.act.\(kind)", $0.match.path)] } ?? []
        case .yearReview:
            match.map { line in
                let review = subjects.review(task).map { "/reviews/\($0.rawValue)" } ?? "/plan"
                return [link("task.act.year_review", line.match.path + review)]
            } ?? []
        case .rules: task.number.map { [link("task.act.rules", "/rules/\($0)")] } ?? []
        case .training: task.number.map { [link("task.act.training", "/trainings/\($0)")] } ?? []
        case .exemption:
            group.map { [link("task.act.exemption", "/groups/\($0.ref)/exemptions")] } ?? []
        case .transfer: transfer.map { [link("task.act.transfer", $0.path)] } ?? []
        case .transferAnswer:
            family.map { [link("task.act.transfer_answer", $0.movePath)] } ?? []
        case .nomination, .permission, .unanswered:
            nomination.map {
                [link("task.act.\(kind)", "/stays/\($0.stay.ref)/nomination")]
            } ?? []
        case .extending:
            stay.map { [link("task.act.extending", "/stays/\($0.ref)#verlenging")] } ?? []
        }
    }

    /// Of several records at once, where they stand.
    private var inHand: [WorkAction] {
        guard task.subject == nil, let own = context.signedIn?.user.ref, own == task.assignee else {
            return []
        }
        return [link("task.act.handed_all", "/handover/\(own)")]
    }

    func link(_ key: String, _ path: String) -> WorkAction {
        WorkAction(text: words(key), path: path, isButton: false, detail: ": \(title)")
    }

    /// What the intake still lacks is written down first.
    private func intake(_ family: Family) -> WorkAction {
        family.infoGivenOn == nil || family.consentOn == nil
            ? link("task.act.informed", "\(family.path)/edit#info_given_on_day")
            : link("task.act.intake", "\(family.path)#nu")
    }

    private func look(_ group: Group) -> WorkAction {
        link(
            task.kind == .strength ? "task.act.weak" : "task.act.\(kind)", "/groups/\(group.ref)")
    }

    /// A contact of today, made or only tried, in one tap; for who writes in the log.
    private func spoken(_ group: Group) -> [WorkAction] {
        guard LogPolicy(context.viewer, group).mayWrite else { return [look(group)] }
        return ["spoken", "tried"].map { what in
            button(
                "today.\(what)", "/groups/\(group.ref)/log/\(what)",
                " " + words("today.\(what).detail", ["name": .text(group.name)]))
        }
    }

    private func button(_ key: String, _ path: String, _ detail: String? = nil) -> WorkAction {
        WorkAction(
            text: words(key), path: "\(path)?back=\(Percent.encode(back))", isButton: true,
            detail: detail ?? ": \(title)")
    }

    private var words: Words { context.words }
    private var kind: String { task.kind.rawValue }
    private var title: String { TaskWords.title(task, subjects, words) }
    private var group: Group? { task.group.flatMap { subjects.groups[$0] } }
    private var family: Family? { task.family.flatMap { subjects.families[$0] } }
    private var match: MatchList.Line? { task.match.flatMap { subjects.matches[$0] } }
    private var concern: Concern? { task.concern.flatMap { subjects.concerns[$0] } }
    private var nomination: NominationLine? {
        task.nomination.flatMap { subjects.nominations[$0] }
    }
    private var transfer: TransferOffer? {
        task.transfer.flatMap { subjects.transfers[$0] }
    }
    private var stay: Stay? { task.stay.flatMap { subjects.stays[$0] } }
}
