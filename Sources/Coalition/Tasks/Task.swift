import SQLite

/// Something to be done by somebody of a city, before a day.
public struct Task: CityRecord {
    /// What a task of a rule is about; a free one has a typed title.
    public enum Kind: String, Code {
        case free, intake, strength, silence, concern, programme
        /// A group is no longer ready, and what it lacks must be mended.
        case readiness
        /// A family no longer waits, as what its waiting rested on was taken back.
        case waiting
        /// A pause comes to its end.
        case pause
        /// A match that rests is looked at again.
        case review
        /// Somebody asked for a stay to last longer.
        case extending
        /// What family and group are to each other no longer fits.
        case fit
        /// Something was agreed at a contact, in whose log the sentence stands.
        case promise
        /// Everybody of a family is offered a talk apart.
        case checkIn = "check_in"
        /// A match ended for safety, which the network signs too.
        case cosign
        /// A line of a checklist that the municipality does, which says what it is.
        case line
        /// A goal of a plan that the municipality does, where its title stands.
        case goal
        /// A review of the year can be held.
        case yearReview = "year_review"
        /// New rules wait for a second person.
        case rules
        /// What is wished of a training waits for a second person.
        case training
        /// Somebody asked for an exemption from the VOG.
        case exemption
        /// A concern was triaged, and somebody handles it.
        case handling
        /// Another city offers a family.
        case transfer
        /// The other city could not take a family in.
        case transferAnswer = "transfer_answer"
        /// A record, or several, is somebody's from now on.
        case handed
        /// What somebody who has no access any more had in hand is everybody's.
        case released
        /// Somebody of the network or the safeguarding role opened what is closed.
        case look
        /// The network proposed a guest, and the city answers within a term.
        case nomination
        /// The municipality says apart whether a guest can come.
        case permission
        /// A city let the term for its answer pass.
        case unanswered

        /// Those that are done when somebody says so, without a reason.
        public static let ofPeople: Set<Kind> = [.free, .promise, .line, .goal, .handed, .look]
        /// A VOG or training of a member ends before long, or has ended.
        case clearance

        /// About the whole network rather than the city in which its task stands.
        public static let ofNetwork: Set<Kind> = [.rules, .training]
    }

    /// What ended a task of a rule.
    public enum Outcome: String, Code {
        /// Somebody closed it, and said why.
        case hand
        /// What it was about is no longer so.
        case gone
    }

    public let id: ID<Task>
    public let ref: String
    public let city: ID<City>
    public let programme: Programme
    public let kind: Kind
    /// Nil unless the task is free.
    public let title: String?
    /// Who does it: the people with this role in the city.
    public let role: Role
    /// The reference of the account whose task it is; nil for everybody with its role in the city.
    public let assignee: String?
    /// When and by whom it was given to the one whose it is; nil for who took it.
    public let handedAt: Instant?
    public let handedBy: ID<User>?
    /// A line that somebody added; nil for none.
    public let remark: String?
    /// What it is about; nil for a task about nothing in particular.
    public let subject: RecordID?
    /// The day on which the cause of a rule's task began; nil for a person's task.
    public let causeOn: Day?
    public let dueOn: Day
    public let doneAt: Instant?
    /// Nil while it is open, and when the rule that made it ended it.
    public let doneBy: ID<User>?
    /// Nil while a rule's task is open, and for a person's task.
    public let outcome: Outcome?
    /// Why somebody closed a rule's task by hand; nil otherwise.
    public let reason: String?
    /// The task that the same rule made for the same record before; nil for the first.
    public let former: ID<Task>?
    public let createdAt: Instant
    /// Nil for a task of a rule that runs by itself.
    public let createdBy: ID<User>?
    public let version: Int
    /// The line of a checklist that it is; nil for every other.
    public let line: ID<ChecklistLine>?
    /// The goal that it is; nil for a task that is none.
    public let need: ID<Need>?
    /// The absence because of which a deputy does it; nil for every other.
    public let absence: ID<Absence>?

    /// The group it is about; nil when it is about something else.
    public var group: ID<Group>? { subject?.group }
    /// The family it is about; nil when it is about something else.
    public var family: ID<Family>? { subject?.family }
    /// The match it is about; nil when it is about something else.
    public var match: ID<Match>? { subject?.match }
    /// The number of the version of the rules, or of the training, that it is about; nil for others.
    public var number: Int64? {
        Kind.ofNetwork.contains(kind) ? subject?.id : nil
    }
    /// The stay it is about; nil when it is about something else.
    public var stay: ID<Stay>? { subject?.stay }

    /// The concern it is about; nil when it is about something else.
    public var concern: ID<Concern>? { subject?.concern }
    /// The nomination it is about; nil when it is about something else.
    public var nomination: ID<Nomination>? { subject?.nomination }
    /// The offer of a family it is about; nil when it is about something else.
    public var transfer: ID<FamilyTransfer>? { subject?.transfer }

    /// Whether a rule made it, and so ends it when its cause is gone; what was agreed is done when
    /// somebody says so.
    public var isOfRule: Bool { !Kind.ofPeople.contains(kind) }

    /// Whether it should have been done before a day.
    public func isOverdue(on day: Day) -> Bool { doneAt == nil && dueOn < day }

    package static let columns: SQL = """
        tasks.id, tasks.ref, tasks.city_id, tasks.programme, tasks.kind, tasks.title_sealed,
        tasks.role, tasks.subject, tasks.subject_id, tasks.cause_on, tasks.due_on, tasks.done_at,
        tasks.done_by, tasks.outcome, tasks.reason_sealed, tasks.former_id, tasks.created_at,
        tasks.created_by, tasks.version, tasks.assignee, tasks.handed_at, tasks.handed_by,
        tasks.remark_sealed, tasks.line_id, tasks.need_id,
        tasks.absence_id
        """

    init(_ row: inout Row, _ keys: KeyRing) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        programme = try row.next()
        kind = try row.next()
        title = try keys.open(try row.next() as [UInt8]?, Task.place("title", id))
        role = try row.next()
        let (subject, number): (Subject?, Int64?) = (try row.next(), try row.next())
        self.subject = subject.flatMap { kind in number.map { RecordID(kind, $0) } }
        causeOn = try row.next()
        dueOn = try row.next()
        doneAt = try row.next()
        doneBy = try row.next()
        outcome = try row.next()
        reason = try keys.open(try row.next() as [UInt8]?, Task.place("reason", id))
        former = try row.next()
        createdAt = try row.next()
        createdBy = try row.next()
        version = try row.next()
        assignee = try row.next()
        handedAt = try row.next()
        handedBy = try row.next()
        remark = try keys.open(try row.next() as [UInt8]?, Task.place("remark", id))
        line = try row.next()
        need = try row.next()
        absence = try row.next()
    }

    package static let subject = Subject.task
    package static let refKind = Ref.Kind.task
    package static let table: SQL = "tasks"
    package var programmes: Set<Programme> { [programme] }

    /// The tasks of each role are seen by their readers, and a task by whoever made it.
    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        var parts = TaskPolicy.doers.sorted().map { role -> SQL in
            let reach = viewer.reach(of: TaskPolicy.readers(ofTasksFor: role), for: .any)
                .narrowed(to: city)
            let within = reach.condition("tasks.city_id", programme: "tasks.programme")
            return "(tasks.role = \(role) AND \(within))"
        }
        if let user = viewer.userID {
            let place: SQL = city.map { "tasks.city_id = \($0)" } ?? "1"
            parts.append("(tasks.created_by = \(user) AND \(place))")
        }
        let all: SQL = "(" + parts.joined(separator: " OR ") + ")"
        return "\(all) AND \(ConcernSight(viewer).tasks)"
    }

    package static func read(_ row: inout Row, _ keys: KeyRing) throws -> Task {
        try Task(&row, keys)
    }

    static func place(_ column: String, _ id: ID<Task>) -> SealedPlace {
        SealedPlace("tasks.\(column)", id.value)
    }
}
