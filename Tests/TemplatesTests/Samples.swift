import Templates

/// What every page of these tests is given.
struct SiteFrame: PageModel {
    var csrf = "tok<en>"
    var isSignedIn = true
    var person: String? = "Anna"
    var inbox = 3
    var assets = Assets()
    var cities = ["Nijmegen", "Arnhem"]

    static let fields: Fields<SiteFrame> = [
        .text("csrf") { $0.csrf },
        .flag("isSignedIn") { $0.isSignedIn },
        .text("person") { $0.person },
        .number("inbox") { $0.inbox },
        .object("assets", Assets.fields) { $0.assets },
        .texts("cities") { $0.cities },
    ]
}

struct Assets: Sendable {
    var css = "/css?a&b"

    static let fields: Fields<Assets> = [.text("css") { $0.css }]
}

/// A page with a field of every kind.
struct GroupPage: PageModel {
    var name = "Hatert"
    var note: String?
    var count = 2
    var isComplete = false
    var map: SafeHTML = "<svg/>"
    var banner: SafeHTML?
    var members: [MemberRow] = []
    var email = EmailField()
    var buddy: MemberRow?
    var tags: [String] = []

    static let fields: Fields<GroupPage> = [
        .text("name") { $0.name },
        .text("note") { $0.note },
        .number("count") { $0.count },
        .flag("isComplete") { $0.isComplete },
        .html("map") { $0.map },
        .html("banner") { $0.banner },
        .list("members", MemberRow.fields) { $0.members },
        .object("email", EmailField.fields) { $0.email },
        .object("buddy", MemberRow.fields) { $0.buddy },
        .texts("tags") { $0.tags },
    ]
}

struct MemberRow: Sendable {
    var who: String
    var role: String?
    var hours = 0
    var languages: [String] = []

    static let fields: Fields<MemberRow> = [
        .text("who", \.who),
        .text("role", \.role),
        .number("hours", \.hours),
        .texts("languages", \.languages),
    ]
}

struct EmailField: Sendable {
    var label = "E-mail"
    var isRequired = true
    var visits = 1
    var hint = Hint()

    static let fields: Fields<EmailField> = [
        .text("label") { $0.label },
        .flag("isRequired") { $0.isRequired },
        .number("visits") { $0.visits },
        .object("hint", Hint.fields) { $0.hint },
    ]
}

struct Hint: Sendable {
    var text = "naam@voorbeeld.nl"

    static let fields: Fields<Hint> = [.text("text") { $0.text }]
}

let dutch = """
    groups.title = Groepen
    groups.quote = Onze "groepen" & <meer>
    groups.welcome = Welkom {name}, {name}!
    groups.members.one = Eén lid
    groups.members.other = {count} leden van {name}
    groups.of.one = {count} lid
    groups.of.other = {count} leden
    """

let english = """
    # Words of the group pages
    groups.title = Groups

    groups.quote = Our "groups" & <more>
    groups.welcome = {name} is welcome, {name}!
    groups.members.one = One member
    groups.members.other = {name} has {count} members
    groups.of.one = {count} member
    groups.of.other = {count} members
    """

typealias Site = TemplateSet<SiteFrame>

func site(_ template: String, _ others: [String: String] = [:]) -> Site {
    let templates = others.merging(["page": template]) { $1 }
    return Site(templates: templates, messages: [.nl: dutch, .en: english])
}

/// The page as text, after a check that nothing is wrong.
func rendered(
    _ template: String, _ others: [String: String] = [:], _ value: GroupPage = GroupPage(),
    frame: SiteFrame = SiteFrame(), _ language: Language = .nl
) throws -> String {
    let site = site(template, others)
    let page = site.page("page", GroupPage.self)
    try site.check()
    return String(
        decoding: try page.render(value, frame: frame, language: language), as: UTF8.self)
}

/// What is refused, one line for each flaw.
func refusals(_ template: String, _ others: [String: String] = [:]) -> [String] {
    let site = site(template, others)
    _ = site.page("page", GroupPage.self)
    do {
        try site.check()
        return []
    } catch {
        return error.flaws.map(\.description)
    }
}

let anna = MemberRow(who: "Anna", role: "buddy", hours: 4, languages: ["nl", "en"])
let omar = MemberRow(who: "Omar", role: nil, hours: 1, languages: ["ar"])
