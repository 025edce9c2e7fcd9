import Coalition
import Templates

/// A page of the site: a view model that knows its template.
protocol SitePage: PageModel {
    /// The path below `Templates` without the extension.
    static var template: String { get }
    /// What becomes of what is typed on it when its person goes elsewhere.
    var typing: Typing { get }
}

extension SitePage {
    var typing: Typing { .none }
}

/// What becomes of what is typed on a page when its person goes elsewhere.
enum Typing: Sendable {
    /// Nothing is typed there.
    case none
    /// It is kept as a draft.
    case kept
    /// It is kept nowhere.
    case lost
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
    var typing = Typing.none
    var person: String?
    /// The scope that the header names: the city, or the whole network.
    var place: PlaceView?
    /// Where and on which day the page is printed, as every sheet says it.
    var printed = ""
    var navigation: [NavigationItem] = []
    var note: NoteView?
    /// Shown on every page of the demo.
    var isDemo = false

    static let fields: Fields<Frame> = [
        .text("language") { $0.language },
        .text("otherLanguage") { $0.language == "nl" ? "en" : "nl" },
        .text("otherLanguageName") { $0.language == "nl" ? "English" : "Nederlands" },
        .flag("mayLoseText") { $0.typing == .lost && $0.person != nil },
        .flag("keepsText") { $0.typing == .kept },
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
