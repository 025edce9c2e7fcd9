import Coalition
import Templates

/// What stands above a form that needs a decision first: what was found, and a way to it.
struct OfferView: PageModel {
    let title: String
    let text: String
    var link: LinkView?

    static let fields: Fields<OfferView> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .object("link", LinkView.fields) { $0.link },
    ]
}

/// Thrown instead of doing what a form asks: the form comes back with its text, a question above it
/// and other buttons below it.
struct FormQuestion: Error {
    let offer: OfferView
    /// The words of the button that sends it all the same.
    let submit: String
    /// The button for the other answer; nil when the offer's link is that.
    var other: ButtonView?
    /// Sent along with the answer, so that it is not asked again.
    var hidden: [HiddenView] = []

    func change(_ view: inout FormView) {
        view.submit = submit
        view.secondary = other
    }

    /// Other fields under a key under which something was made already.
    static func second(_ earlier: Submission, _ context: Context) -> FormQuestion {
        let words = context.words
        return FormQuestion(
            offer: OfferView(
                title: words("form.second.title"),
                text: words(
                    "form.second.text", ["time": .text(context.moment(earlier.sentAt))]),
                link: LinkView(words("form.second.link"), earlier.location)),
            submit: words("form.second.submit"))
    }
}

/// Thrown in place of what cannot be undone, after it was found possible: nothing is done, and a page
/// of its own says what will happen.
struct Confirmation: Error {
    let title: String
    let text: String
    let submit: String
    let cancel: String

    private static let answer = "sure"

    /// - Throws: `Confirmation` until the person has said so.
    static func require(
        _ form: Form, _ confirmation: @autoclosure () throws -> Confirmation
    ) throws {
        if form.values[answer] == nil { throw try confirmation() }
    }

    /// The page, which sends again all that was sent.
    func page(_ sent: Values, at target: String) -> FormPage {
        FormPage(
            form: FormBody(
                title: title, lede: text, action: target, fields: [], submit: submit,
                cancel: cancel, version: nil, problems: [], offer: nil,
                hidden: sent.repeated.map(HiddenView.init)
                    + [HiddenView(name: Confirmation.answer, value: "1")],
                draft: nil, aside: nil, links: [], secondary: nil),
            crumbs: [])
    }
}
