import Coalition
import Templates

/// What the network keeps for everybody, on one page: what is to be known first, facts, tables, and what
/// can be done. Rules, their versions and trainings are shown by it.
struct SheetPage: SitePage {
    static let template = "rules/sheet"
    let title: String
    var tags: [TagView] = []
    var lede: String?
    var problems: [LinkView] = []
    /// What waits for somebody or is about to change, in sentences.
    var notices: [String] = []
    /// What can be done, on pages of their own.
    var actions: [LinkView] = []
    /// What is done here at once.
    var forms: [SmallForm] = []
    var terms: [TermView] = []
    var tables: [TableView] = []
    /// What one may want to see besides, folded away; nil for nothing.
    var fold: FoldView?
    var crumbs: [LinkView] = []

    static let fields: Fields<SheetPage> = [
        .text("title") { $0.title },
        .list("tags", TagView.fields) { $0.tags },
        .flag("hasTags") { !$0.tags.isEmpty },
        .text("lede") { $0.lede },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .texts("notices") { $0.notices },
        .flag("hasNotices") { !$0.notices.isEmpty },
        .list("actions", LinkView.fields) { $0.actions },
        .flag("hasActions") { !$0.actions.isEmpty },
        .list("forms", SmallForm.fields) { $0.forms },
        .flag("hasForms") { !$0.forms.isEmpty },
        .object("facts", TermList.fields) { TermList($0.terms) },
        .list("tables", TableView.fields) { $0.tables },
        .object("fold", FoldView.fields) { $0.fold },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// Tables under a line that opens them.
struct FoldView: PageModel {
    let title: String
    let tables: [TableView]

    static let fields: Fields<FoldView> = [
        .text("title") { $0.title },
        .list("tables", TableView.fields) { $0.tables },
    ]
}
