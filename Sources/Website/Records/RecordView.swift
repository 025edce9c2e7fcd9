import Coalition
import Templates

/// What stands at the head of every record's page, with its part "Nu" and the end of "Meer".
struct RecordView: PageModel {
    let title: String
    /// Nil for a guest, who is not of one city.
    let cityName: String?
    let tags: [TagView]
    /// Nil for a record about which no concern is reported.
    var concerns: ConcernLines?
    /// One line that is good to know; nil without one, and for who may not read it.
    let goodToKnow: String?
    /// Nil where the parts say all of it.
    let lede: String?
    let now: NowView
    let problems: [LinkView]
    /// All open tasks, when "Nu" has no room for them.
    let tasks: [TermView]
    let history: [TermView]
    /// Whether "Meer" stands open, as what was asked for is in it.
    var opensMore = false
    /// Who coordinates it; nil for a record that nobody does.
    var coordinator: PersonLine?
    /// Who looked at what is closed; nil for a record of which nothing is, and for who may not know.
    var looks: LookPanel?
    /// Who did what and when; nil for a record without such a page.
    var historyPath: String?

    static let fields: Fields<RecordView> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .list("tags", TagView.fields) { $0.tags },
        .object("concerns", ConcernLines.fields) { $0.concerns },
        .text("goodToKnow") { $0.goodToKnow },
        .text("lede") { $0.lede },
        .object("now", NowView.fields) { $0.now },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("tasks", TermList.fields) { TermList($0.tasks) },
        .object("history", TermList.fields) { TermList($0.history) },
        .flag("opensMore") { $0.opensMore },
        .object("coordinator", PersonLine.fields) { $0.coordinator },
        .object("looks", LookPanel.fields) { $0.looks },
        .text("historyPath") { $0.historyPath },
    ]
}

extension [FieldValue] {
    /// What stands in a sealed line of a record that the reader may see; nil when nothing does.
    func line(_ name: String, of about: RecordDescription, _ rights: FieldRights) -> String? {
        guard let index = about.fields.firstIndex(where: { $0.name == name }),
            rights.maySee(about.fields[index]), case .text(let text) = self[index]
        else { return nil }
        return text
    }
}
