import Coalition
import HTTP
import Templates

/// Writing to several members at once, with the reader's own mail program or telephone: nothing is sent
/// from here.
enum WritePages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/expiring/write", .roles([.local], for: GroupPolicy.programmes), expiring),
            .get("/groups/:ref/write", .roles([.local], for: GroupPolicy.programmes), group),
        ]
    }
    static var pages: [any SitePage.Type] { [WritePage.self] }

    static func group(_ context: Context) throws -> Response {
        let words = context.words
        let (group, members, isLoggable, asked) = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try GroupPolicy(tx.viewer, group).requireEdit()
            return (
                group, try Member.active(of: group.id, in: tx), try group.isLoggable(in: tx),
                try WritePages.question(to: group, tx)
            )
        }
        guard !members.isEmpty else { throw Refusal.notFound }
        let path = "/groups/\(group.ref)"
        let ask = AskView(asked, group, isLoggable: isLoggable, words)
        return try context.show(
            WritePage(
                to: members, title: words("write.title", ["name": .text(group.name)]),
                text: ask?.text ?? words("write.text"),
                log: ask.map { LinkView(words("ask.log"), $0.log) }
                    ?? (isLoggable ? LinkView(words("write.log"), "\(path)/log/new") : nil),
                crumbs: [LinkView(words("nav.groups"), "/groups"), LinkView(group.name, path)],
                words))
    }

    /// What the group is asked in its year; nil before and after that.
    private static func question(
        to group: Group, _ tx: Transaction
    ) throws -> GroupQuestion? {
        let match = try Match.live(ofGroup: group.id, in: tx).first
        let family = try match.flatMap { try Family.find([$0.family], in: tx)[$0.family] }
        guard let subject = try YearSubject.of(group, match, family, in: tx) else { return nil }
        let today = try City.named(group.city, in: tx).today(tx)
        return try GroupQuestion(
            try YearPlan(subject, today: today, in: tx),
            try PlanGoals(group, around: match, in: tx), in: tx)
    }

    /// Everybody on the list of what expires, in the city that it is of.
    static func expiring(_ context: Context) throws -> Response {
        let words = context.words
        let shown = try context.read { try ExpiringIndex(context.query, $0) }
        let members = shown.members
        guard !members.isEmpty else { throw Refusal.notFound }
        return try context.show(
            WritePage(
                to: members, title: words("write.expiring.title"),
                text: words("write.expiring.text"),
                log: LinkView(words("write.log_many"), "/log/many"),
                crumbs: [
                    LinkView(words("nav.groups"), "/groups"),
                    LinkView(words("expiring.title"), shown.address),
                ], words))
    }
}

/// Ways to write to several people who are not to know of one another's address.
struct WritePage: SitePage {
    static let template = "groups/write"
    /// A letter to more people than this is longer than some mail programs take from a link.
    private static let longestLink = 1_800

    let title: String
    /// Opens a letter to all of them; nil without an address, and for more than a link can carry.
    let mail: String?
    let reached: String
    /// Those without an address; nil for none.
    let without: String?
    /// Nil without any.
    let addresses: String?
    let numbers: String?
    let text: String
    let log: LinkView?
    let crumbs: [LinkView]

    init(
        to members: [Member], title: String, text: String, log: LinkView?, crumbs: [LinkView],
        _ words: Words
    ) {
        let emails = members.compactMap(\.email)
        let phones = members.compactMap(\.phone)
        let link = ReachView.write(toAll: emails)
        let lacking = members.filter { $0.email == nil }.map(\.name)
        self.title = title
        mail = emails.isEmpty || link.utf8.count > WritePage.longestLink ? nil : link
        reached = words(
            "write.reached", ["count": .number(members.count), "found": .number(emails.count)])
        without =
            lacking.isEmpty
            ? nil : words("write.without", ["names": .text(words.list(lacking))])
        addresses = emails.isEmpty ? nil : emails.joined(separator: ", ")
        numbers = phones.isEmpty ? nil : phones.joined(separator: "\n")
        self.text = text
        self.log = log
        self.crumbs = crumbs
    }

    static let fields: Fields<WritePage> = [
        .text("title") { $0.title },
        .text("mail") { $0.mail },
        .text("reached") { $0.reached },
        .text("without") { $0.without },
        .text("addresses") { $0.addresses },
        .text("numbers") { $0.numbers },
        .text("text") { $0.text },
        .number("rows") {
            max(4, $0.text.split(separator: "\n", omittingEmptySubsequences: false).count)
        },
        .object("log", LinkView.fields) { $0.log },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}
