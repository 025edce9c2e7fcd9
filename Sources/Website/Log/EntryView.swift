import Coalition
import Templates

/// The days of a timeline, newest first, each with what was logged of it.
struct TimelineView: PageModel {
    let days: [DayView]

    /// - Parameter names: First names of members, for viewers who may see them.
    init(
        _ entries: [LogEntry], of group: Group, names: [ID<Member>: String], _ policy: LogPolicy,
        _ words: Words
    ) {
        var days: [DayView] = []
        for entry in entries {
            let view = EntryView(entry, group, names, policy, words)
            let day = words.longDay(entry.happenedOn)
            if days.last?.day == day {
                days[days.count - 1].entries.append(view)
            } else {
                days.append(DayView(day: day, entries: [view]))
            }
        }
        self.days = days
    }

    static let fields: Fields<TimelineView> = [.list("days", DayView.fields) { $0.days }]
}

struct DayView: PageModel {
    let day: String
    var entries: [EntryView]

    static let fields: Fields<DayView> = [
        .text("day") { $0.day },
        .list("entries", EntryView.fields) { $0.entries },
    ]
}

/// One contact: who and what in one line, the note below it.
struct EntryView: PageModel {
    /// Notes up to so many characters are shown whole.
    private static let shortNote = 240

    let isAttempt: Bool
    let hasConcern: Bool
    /// Since when a concern no longer counts; nil while it does, and without one.
    let settled: String?
    let headline: String
    let themes: [String]
    let hint: String?
    let note: WrittenText?
    let longNote: WrittenText?
    /// What was finished with it; empty for nothing.
    let done: [DoneView]
    let day: String
    /// Nil for viewers who may not change it.
    let editPath: String?

    init(
        _ entry: LogEntry, _ group: Group, _ names: [ID<Member>: String], _ policy: LogPolicy,
        _ words: Words
    ) {
        isAttempt = !entry.isContact
        hasConcern = entry.hasOpenConcern
        settled = entry.settledOn.map {
            words("concern.settled", ["day": .text(words.shortDay($0))])
        }
        headline = EntryView.headline(of: entry, words)
        themes = entry.themes.map { words("theme.\($0.rawValue)") }
        hint = EntryView.hint(entry, names, words)
        let isShort = (entry.note?.count ?? 0) <= EntryView.shortNote
        let written = entry.note.map { words.written($0, in: entry.writtenIn) }
        note = isShort ? written : nil
        longNote = isShort ? nil : written
        done = entry.ticks.map { DoneView($0, words) }
        day = words.day(entry.happenedOn)
        editPath =
            policy.mayWrite && !entry.isFrozen
            ? "/groups/\(group.ref)/log/\(entry.id.value)/edit" : nil
    }

    /// "Bezoek, 2 uur".
    static func headline(of entry: LogEntry, _ words: Words) -> String {
        let kind = entry.medium.map { words("medium.\($0.rawValue)") }
        let first =
            entry.isContact ? kind ?? words("log.made_short") : words("log.tried_long")
        return ([first] + [entry.minutes.map(words.duration)].compactMap { $0 })
            .joined(separator: ", ")
    }

    private static func hint(
        _ entry: LogEntry, _ names: [ID<Member>: String], _ words: Words
    ) -> String? {
        var parts: [String] = []
        if let author = entry.authorName { parts.append(words("log.by", ["name": .text(author)])) }
        let present = entry.members.compactMap { member -> String? in
            guard let name = names[member] else { return nil }
            return entry.hours[member].map { "\(name) (\(words.shortDuration($0)))" } ?? name
        }
        if !present.isEmpty {
            parts.append(words("log.present", ["names": .text(words.list(present))]))
        }
        if let newcomers = entry.newcomers, newcomers > 0 {
            parts.append(words("log.newcomers", ["count": .number(newcomers)]))
        }
        if let mood = entry.mood {
            parts.append(words("log.mood", ["mood": .text(words("mood.\(mood)").lowercased())]))
        }
        if !entry.isContact { parts.append(words("log.not_counted")) }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    static let fields: Fields<EntryView> = [
        .flag("isAttempt") { $0.isAttempt },
        .flag("hasConcern") { $0.hasConcern },
        .text("settled") { $0.settled },
        .text("headline") { $0.headline },
        .texts("themes") { $0.themes },
        .text("hint") { $0.hint },
        .flag("hasMeta") { $0.hint != nil || $0.editPath != nil },
        .object("note", WrittenText.fields) { $0.note },
        .object("longNote", WrittenText.fields) { $0.longNote },
        .list("done", DoneView.fields) { $0.done },
        .flag("hasDone") { !$0.done.isEmpty },
        .flag("hasLongNote") { $0.longNote != nil },
        .text("day") { $0.day },
        .text("editPath") { $0.editPath },
    ]
}

/// A line or step that a contact finished.
struct DoneView: PageModel {
    let title: String
    /// Kept off paper, which others see.
    let isPrivate: Bool

    init(_ tick: LogTick, _ words: Words) {
        title = tick.title(words.language.rawValue)
        isPrivate = tick.isPrivate
    }

    static let fields: Fields<DoneView> = [
        .text("title") { $0.title },
        .flag("isPrivate") { $0.isPrivate },
    ]
}
