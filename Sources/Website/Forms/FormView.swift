import Coalition
import Templates

/// A form before it is filled: its words, its fields and what stands in them at first.
struct FormView: Sendable {
    var title: String
    var lede: String?
    /// Where it is posted.
    var action: String
    var fields: [FieldSpec]
    var submit: String
    var cancel: String
    /// What the record has now; empty for something new.
    var values = Values()
    /// The record's version, for a form that changes one.
    var version: Int?
    /// The name under which a draft of it is kept; nil for a form without drafts.
    var draft: String?
    var crumbs: [LinkView] = []
    /// Text beside the form, in a panel.
    var aside: String?
    /// Other things that can be done with what the form changes.
    var links: [LinkView] = []
    /// A second button that does something less ordinary, such as draw another name.
    var secondary: ButtonView?
}

/// Any form, placed by one template.
struct FormPage: SitePage {
    static let template = "form"
    let form: FormBody
    let crumbs: [LinkView]
    var typing: Typing { form.typing }

    static let fields: Fields<FormPage> = [
        .object("form", FormBody.fields) { $0.form },
        .text("title") { $0.form.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// The parts of a form that every form has, also where a page places its fields by itself.
struct FormBody: PageModel {
    let title: String
    let lede: String?
    let action: String
    let fields: [FieldView]
    let submit: String
    let cancel: String
    let version: String?
    let problems: [LinkView]
    /// Something to decide before it is sent.
    let offer: OfferView?
    let hidden: [HiddenView]
    let draft: DraftView?
    let aside: String?
    let links: [LinkView]
    let secondary: ButtonView?
    /// Which fields must be filled in, in a line; nil when there is nothing to say.
    var required: String?

    /// What becomes of what is typed in it when its person goes elsewhere.
    var typing: Typing { draft == nil ? .lost : .kept }

    static let fields: Fields<FormBody> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .text("action") { $0.action },
        .list("fields", FieldView.fields) { $0.fields },
        .text("submit") { $0.submit },
        .text("cancel") { $0.cancel },
        .text("version") { $0.version },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("offer", OfferView.fields) { $0.offer },
        .list("hidden", HiddenView.fields) { $0.hidden },
        .object("draft", DraftView.fields) { $0.draft },
        .flag("isKept") { $0.draft != nil },
        .text("aside") { $0.aside },
        .list("links", LinkView.fields) { $0.links },
        .flag("hasLinks") { !$0.links.isEmpty },
        .object("secondary", ButtonView.fields) { $0.secondary },
        .text("required") { $0.required },
    ]
}

/// The draft of a form: under which name it is kept, and the one that is shown.
struct DraftView: PageModel {
    let form: String
    let back: String
    /// The name of what the form sends when nothing was typed in it.
    let start: String
    /// The day and local time of the draft that is shown; nil when none is.
    let savedAt: String?

    static let fields: Fields<DraftView> = [
        .text("form") { $0.form },
        .text("back") { $0.back },
        .text("start") { $0.start },
        .text("savedAt") { $0.savedAt },
    ]
}
