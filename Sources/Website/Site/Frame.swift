import Coalition
import Templates

/// A page of the site: a view model that knows its template.
protocol SitePage: PageModel {
    /// The path below `Templates` without the extension.
    static var template: String { get }
}

/// What every template may reach at any depth, as `{{@name}}`.
struct Frame: PageModel {
    var language = ""
    var csrf = ""
    /// The key of every form of this page: with its person and its path it makes one sending.
    var once = ""
    var styles = ""
    var script = ""
    var logo = ""
    /// The path of this page, to which the switch of language returns.
    var path = ""
    var person: String?
    /// The scope that the header names: the city, or the whole network.
    var place: PlaceView?
    /// Where and on which day the page is printed, as every sheet says it.
    var printed = ""
    var navigation: [NavigationItem] = []
    var roles: [RoleView] = []
    var note: NoteView?
    /// Shown on every page of the demo.
    var isDemo = false

    static let fields: Fields<Frame> = [
        .text("language") { $0.language },
        .flag("isDutch") { $0.language == "nl" },
        .text("csrf") { $0.csrf },
        .text("once") { $0.once },
        .text("styles") { $0.styles },
        .text("script") { $0.script },
        .text("logo") { $0.logo },
        .text("path") { $0.path },
        .flag("isSignedIn") { $0.person != nil },
        .text("person") { $0.person ?? "" },
        .object("place", PlaceView.fields) { $0.place },
        .text("printed") { $0.printed },
        .list("navigation", NavigationItem.fields) { $0.navigation },
        .list("roles", RoleView.fields) { $0.roles },
        .flag("hasRoles") { $0.roles.count > 1 },
        .object("note", NoteView.fields) { $0.note },
        .flag("isDemo") { $0.isDemo },
    ]
}

/// Where the viewer works: a programme and a city.
struct PlaceView: PageModel {
    let programme: String
    let name: String
    let path: String

    static let fields: Fields<PlaceView> = [
        .text("programme") { $0.programme },
        .text("name") { $0.name },
        .text("path") { $0.path },
    ]
}

/// One entry of the main menu.
struct NavigationItem: PageModel {
    let label: String
    let path: String
    let isCurrent: Bool

    static let fields: Fields<NavigationItem> = [
        .text("label") { $0.label },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

/// A role that the person may look from.
struct RoleView: PageModel {
    let code: String
    let label: String
    let isCurrent: Bool

    static let fields: Fields<RoleView> = [
        .text("code") { $0.code },
        .text("label") { $0.label },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

/// What has just been done, shown once after a redirect, with the way to undo it.
struct NoteView: PageModel {
    let text: String
    /// The path to which "undo" is posted; nil when there is nothing to undo.
    let undo: String?
    /// Where it leads on; nil when there is nothing more to do.
    var link: LinkView?

    static let fields: Fields<NoteView> = [
        .text("text") { $0.text },
        .text("undo") { $0.undo },
        .object("link", LinkView.fields) { $0.link },
    ]
}
