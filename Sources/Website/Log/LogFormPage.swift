import Coalition
import Templates

/// The form of a contact, made for a thumb: whether, when, worries and a sentence; the rest folds out.
struct LogFormPage: SitePage {
    static let template = "log/form"
    let form: FormBody
    var typing: Typing { form.typing }
    let crumbs: [LinkView]
    let ring: SafeHTML
    let groupName: String
    let family: String?
    /// "Vorige keer: ..."; nil for the first contact and while a draft is shown.
    let last: String?
    let repeatPath: String
    /// Whether and when.
    let fields: [FieldView]
    /// Since when the coordinator keeps an eye on the group; nil without that.
    let watched: String?
    /// Worries and the sentence.
    let told: [FieldView]
    /// What can be ticked; empty without anything.
    let done: [FieldView]
    /// What is folded away until something stands in it, unless one came to write details.
    let folded: [FieldView]
    /// How long each member was there, where that was not as long as the contact.
    let hours: [FieldView]
    let rest: [FieldView]
    let mood: MoodField?
    let isUnfolded: Bool
    /// Whether it is to hold what a group answered to a message, with hours of each.
    let isAnswer: Bool
    /// Where a concern is reported.
    let reportPath: String
    /// Where deleting is posted; nil for a new entry.
    let deletePath: String?

    init(_ facts: LogFacts, _ form: FormBody, _ context: Context) {
        let words = context.words
        func only(_ names: String...) -> [FieldView] {
            form.fields.filter { names.contains($0.name) }
        }
        self.form = form
        crumbs = LogForm.view(facts, context).crumbs
        ring = facts.group.ring(hasFamily: facts.family != nil, words).small(44)
        groupName = words("group.called", ["name": .text(facts.group.name)])
        family = facts.family.map { words.name($0.code) }
        let isUntouched = form.draft?.savedAt == nil && form.offer == nil && form.problems.isEmpty
        last = isUntouched ? facts.last.map { LogFormPage.sentence($0, words) } : nil
        repeatPath = "\(facts.path)/new?repeat=1"
        fields = only("contact", "happened_on")
        watched = facts.watchedOn.map {
            words("log.worry.since", ["day": .text(words.dayOfYear($0, facts.today))])
        }
        told = only("worry", "note")
        // Nothing to tick is no question.
        done = only("done").filter { !facts.ticks.isEmpty || $0.error != nil }
        folded = only("promise", "promised_on", "minutes", "duration", "themes", "members")
            .filter { $0.name != "members" || !facts.members.isEmpty }
        hours = form.fields.filter { $0.name.hasPrefix(LogForm.hoursField) }
        rest = only("newcomers", "medium")
        mood = only("mood").first.map(MoodField.init)
        isAnswer = context.query.text("answer") != nil
        isUnfolded =
            context.query.text("details") == "yes" || isAnswer
            || (done + folded + hours + rest + only("mood")).contains {
                $0.isFilled || $0.error != nil
            }
        reportPath = "/concerns/new?about=\(facts.group.ref)"
        deletePath = facts.entry.map { "\(facts.path)/\($0.id.value)/delete" }
    }

    private static func sentence(_ entry: LogEntry, _ words: Words) -> String {
        var parts = [words.longDay(entry.happenedOn)]
        if !entry.isContact { parts.append(words("log.tried_short")) }
        if let minutes = entry.minutes { parts.append(words.duration(minutes)) }
        if !entry.themes.isEmpty {
            let themes = words.list(entry.themes.map { words("theme.\($0.rawValue)") })
            parts.append(words("log.about", ["themes": .text(themes)]))
        }
        return parts.joined(separator: ", ") + "."
    }

    static let fields: Fields<LogFormPage> = [
        .text("title") { $0.form.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .object("form", FormBody.fields) { $0.form },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .html("ring") { $0.ring },
        .text("groupName") { $0.groupName },
        .text("family") { $0.family },
        .text("last") { $0.last },
        .text("reportPath") { $0.reportPath },
        .text("repeatPath") { $0.repeatPath },
        .list("fields", FieldView.fields) { $0.fields },
        .text("watched") { $0.watched },
        .list("told", FieldView.fields) { $0.told },
        .list("done", FieldView.fields) { $0.done },
        .flag("hasDone") { !$0.done.isEmpty },
        .list("folded", FieldView.fields) { $0.folded },
        .list("hours", FieldView.fields) { $0.hours },
        .flag("hasHours") { !$0.hours.isEmpty },
        .flag("opensHours") { $0.isAnswer || $0.hours.contains { $0.isFilled || $0.error != nil } },
        .list("rest", FieldView.fields) { $0.rest },
        .object("mood", MoodField.fields) { $0.mood },
        .flag("isUnfolded") { $0.isUnfolded },
        .flag("isNew") { $0.deletePath == nil },
        .text("deletePath") { $0.deletePath },
    ]
}
