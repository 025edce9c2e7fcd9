import Coalition
import HTTP
import Templates

/// Every component once with its states, for those who build; only the demo has this page.
enum ComponentPages: Feature {
    static var routes: [Route] { [.get("/components", .anyone, show)] }
    static var pages: [any SitePage.Type] { [ComponentPage.self] }

    private static func show(_ context: Context) throws -> Response {
        try context.show(ComponentPage(context.words))
    }
}

struct ComponentPage: SitePage {
    static let template = "components"
    let samples: ComponentSamples
    let problems: [LinkView]

    init(_ words: Words) {
        samples = ComponentSamples(words: words)
        problems = [
            LinkView(words("problem.email"), "#email"),
            LinkView(words("problem.day"), "#starts_on_day"),
        ]
    }

    static let fields: Fields<ComponentPage> = [
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("draft", DraftView.fields) { _ in
            DraftView(form: "components", back: "/components", start: "", savedAt: "14:05")
        },
        .object("offer", OfferView.fields) { $0.samples.offer },
        .list("tags", TagView.fields) { $0.samples.tags },
        .list("controls", FieldView.fields) { $0.samples.controls },
        .list("wrong", FieldView.fields) { $0.samples.wrong },
        .object("mood", MoodField.fields) { $0.samples.mood },
        .object("filter", FilterView.fields) { $0.samples.filter },
        .object("table", TableView.fields) { $0.samples.table },
        .object("empty", EmptyView.fields) { $0.samples.empty },
        .list("terms", TermView.fields) { $0.samples.terms },
        .object("reach", ReachView.fields) {
            ReachView(
                "Samira", phone: "06 12 34 56 78", email: $0.samples.words("components.email"),
                $0.samples.words)
        },
        .list("phases", PhaseView.fields) { $0.samples.phases },
        .list("steps", StepView.fields) { $0.samples.steps },
        .list("rings", RingSample.fields) { $0.samples.rings },
        .object("bars", Bars.fields) { $0.samples.bars },
        .object("now", NowView.fields) { $0.samples.now },
        .object("year", YearView.fields) { $0.samples.year },
        .object("nights", NightsBar.fields) { $0.samples.nights },
        .list("people", PersonLine.fields) { $0.samples.people },
    ]
}

/// A ring of a list with what it says.
struct RingSample: PageModel {
    let picture: SafeHTML
    let label: String

    static let fields: Fields<RingSample> = [
        .html("picture") { $0.picture },
        .text("label") { $0.label },
    ]
}
