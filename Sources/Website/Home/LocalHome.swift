import Coalition
import HTTP
import Templates

/// What the day of a local coordinator is made of, read in one snapshot.
struct LocalFacts: Sendable {
    /// Days in which arrivals are shown.
    static let arrivalDays = 60

    let cities: [City]
    let contact: ContactDay
    let months: [ID<Group>: [Int]]
    let attempts: [ID<Group>: Int]
    let tasks: [Task]
    let taskCount: Int
    let dueCount: Int
    let subjects: TaskSubjects
    let arrivals: [Arrival]
    let sight: CitySight
    let numbers: CityNumbers

    init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.local], for: .any)
        contact = try ContactDay(for: [.local], tx)
        cities = try City.within(scope, in: tx)
        let groups = contact.groups.map(\.id)
        months = try Group.contactMonths(of: groups, until: contact.today, in: tx)
        attempts = try LogEntry.attempts(of: groups, in: tx)
        var list = TaskList()
        list.role = .local
        list.limit = 5
        tasks = try list.page(nil, in: tx).rows
        taskCount = try list.count(in: tx).value
        list.dueUntil = contact.today
        dueCount = try list.count(in: tx).value
        subjects = try TaskSubjects(of: tasks, in: tx)
        arrivals = try Arrival.expected(
            within: LocalFacts.arrivalDays, of: contact.today, for: [.local], in: tx)
        sight = CitySight(tx.viewer, as: [.local])
        numbers = try CityNumbers.all(within: sight, in: tx).values.reduce(.zero, +)
    }

    var silent: Int { contact.groups.filter { $0.isSilent(on: contact.today) }.count }
    var belowStrength: Int { contact.groups.filter(\.isBelowStrength).count }
    /// Groups that are not around a family yet.
    var inPreparation: Int { numbers.groups(in: [.interest, .forming, .preparing, .ready]) }
}

/// "Today": what a local coordinator should do, and where to write it down.
struct LocalHome: SitePage {
    static let template = "home/local"
    let day: String
    let title: String
    let lede: [Sentence]
    let tasks: [TaskView]
    let taskCount: Int
    let allTasks: String
    let arrivals: [ArrivalView]
    let groups: [ContactRow]
    let groupCount: Int
    let preparing: Sentence?
    let sight: CitySight

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try LocalFacts($0) }
        return try context.show(LocalHome(context, facts))
    }

    init(_ context: Context, _ facts: LocalFacts) {
        let words = context.words
        let today = facts.contact.today
        let names = facts.cities.map { $0.name(context.language.rawValue) }
        day = words.longDay(today)
        title = words("today.title", ["city": .text(words.list(names))])
        lede = LocalHome.lede(facts, today, words)
        tasks = facts.tasks.map { TaskView($0, facts.subjects, today, back: "/", context) }
        taskCount = facts.taskCount
        allTasks = words("today.all_tasks", ["count": .number(facts.taskCount)])
        arrivals = facts.arrivals.map { ArrivalView($0, context) }
        let sparkline = Sparkline(today: facts.contact.today, words)
        groups = facts.contact.groups.map { ContactRow($0, facts, sparkline, words) }
        groupCount = facts.contact.groups.count
        sight = facts.sight
        preparing =
            facts.inPreparation == 0
            ? nil
            : Sentence(
                words("today.preparing", ["count": .number(facts.inPreparation)]), "/groups")
    }

    private static func lede(_ facts: LocalFacts, _ today: Day, _ words: Words) -> [Sentence] {
        var all = [
            facts.dueCount == 0
                ? Sentence(words("today.lede.no_tasks"))
                : Sentence(
                    words("today.lede.tasks", ["count": .number(facts.dueCount)]),
                    "/tasks?due=today&role=local")
        ]
        if facts.silent > 0 {
            all.append(
                Sentence(
                    words("today.lede.silent", ["count": .number(facts.silent)]),
                    "/groups?flag=silent"))
        }
        if facts.belowStrength > 0 {
            all.append(
                Sentence(
                    words("today.lede.strength", ["count": .number(facts.belowStrength)]),
                    "/groups?flag=strength"))
        }
        if let next = facts.arrivals.first(where: { $0.on >= today }) {
            all.append(
                Sentence(
                    words(
                        "today.lede.arrival",
                        [
                            "name": .text(words.name(next.family.code)),
                            "when": .text(words.relative(next.on, today)),
                        ]), "/families/\(next.family.ref)"))
        }
        return all
    }

    static let fields: Fields<LocalHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .list("lede", Sentence.fields) { $0.lede },
        .list("tasks", TaskView.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .number("taskCount") { $0.taskCount },
        .text("allTasks") { $0.allTasks },
        .list("arrivals", ArrivalView.fields) { $0.arrivals },
        .flag("hasArrivals") { !$0.arrivals.isEmpty },
        .list("groups", ContactRow.fields) { $0.groups },
        .flag("hasGroups") { !$0.groups.isEmpty },
        .number("groupCount") { $0.groupCount },
        .object("preparing", Sentence.fields) { $0.preparing },
        .flag("seesGroups") { $0.sight.seesGroups },
        .flag("seesFamilies") { $0.sight.seesFamilies },
    ]
}

/// A group in the table of contact: how long ago, how often, and two ways to log.
struct ContactRow: PageModel {
    let ring: SafeHTML
    let name: String
    let path: String
    let family: String?
    /// How long there was no contact, and in which unit.
    let number: Int
    let unit: String
    let track: SafeHTML
    /// "longer than the limit of 28" for a screen reader; nil for a group that is not silent.
    let over: String?
    let noContact: String?
    let spark: SafeHTML
    let tags: [TagView]
    let isLoggedToday: Bool

    init(_ group: Group, _ facts: LocalFacts, _ sparkline: Sparkline, _ words: Words) {
        let today = facts.contact.today
        let code = facts.contact.families[group.id].map { $0.title(words) }
        let gap = facts.contact.gaps[group.id]
        ring = group.ring(hasFamily: code != nil, words).small()
        name = group.name
        path = "/groups/\(group.ref)"
        let attempts = facts.attempts[group.id].map {
            words("today.attempts", ["count": .number($0)])
        }
        let parts = [code, attempts].compactMap { $0 }
        family = parts.isEmpty ? nil : parts.joined(separator: " \u{B7} ")
        let days = gap?.days ?? 0
        // The limit is told in days, and so is what lies about it.
        let span = Span(from: today - days, to: today, dayLimit: 99)
        (number, unit) = (span.count, words.unit(span))
        track = DayTrack(days: days, limit: gap?.limit ?? 28).picture
        over = gap.flatMap {
            $0.isSilent
                ? words("today.over", ["limit": .text(words.span(Span($0.limit, .day)))]) : nil
        }
        noContact = gap?.hasContact == false ? words("today.no_contact") : nil
        spark = sparkline.picture(facts.months[group.id])
        tags = group.flagTags(today, facts.contact.notice, words)
        isLoggedToday = group.lastContactOn == today
    }

    static let fields: Fields<ContactRow> = [
        .html("ring") { $0.ring },
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("family") { $0.family },
        .number("number") { $0.number },
        .text("unit") { $0.unit },
        .html("track") { $0.track },
        .text("over") { $0.over },
        .text("noContact") { $0.noContact },
        .html("spark") { $0.spark },
        .list("tags", TagView.fields) { $0.tags },
        .flag("hasTags") { !$0.tags.isEmpty },
        .flag("isLoggedToday") { $0.isLoggedToday },
    ]
}
