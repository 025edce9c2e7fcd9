import SQLite

/// A contact as a coordinator types it; only the day and whether it was made are required.
public struct LogDraft: Sendable {
    /// Characters in a note.
    public static let noteLimit = 2000
    /// Characters in what was agreed.
    public static let promiseLimit = 200
    /// People who can have joined for the first time.
    public static let newcomerRange = 0...99
    /// Days ahead that something can be agreed for.
    public static let promiseDays = 366

    public var happenedOn: Day?
    /// Nil until it is said whether contact was made or only tried.
    public var isContact: Bool?
    public var medium: LogEntry.Medium?
    public var minutes: Int?
    /// The duration as typed, read by ``Minutes``; it goes before `minutes` when it is not empty.
    public var duration = ""
    public var themes: [Theme] = []
    public var mood: Int?
    public var members: [ID<Member>] = []
    /// How long each of them was there, as typed, where that is not as long as the contact; who has
    /// hours was there.
    public var hours: [ID<Member>: String] = [:]
    /// How many people joined who never had before; nil when nobody said.
    public var newcomers: Int?
    /// What the contact finished: lines of the year and steps of goals.
    public var done: Set<LogTick.Item> = []
    @TypedLines public var note = ""
    /// Nil when it is not answered, which is kept as such.
    public var worry: LogEntry.Worry?
    /// What was agreed; nil for nothing.
    @TypedLine public var promise: String? = nil
    /// By when; it asks for words, and makes a task.
    public var promisedOn: Day?

    public init() {}

    /// Whether a concern is reported.
    public var hasConcern: Bool {
        get { worry == .reported }
        set { worry = newValue ? .reported : nil }
    }

    /// The draft that shows an entry as it is.
    public init(_ entry: LogEntry) {
        self.init(repeating: entry, on: entry.happenedOn)
        (mood, newcomers) = (entry.mood, entry.newcomers)
        hours = entry.hours.mapValues { "\($0) min" }
        done = Set(entry.ticks.map(\.item))
        note = entry.note ?? ""
        (worry, promise, promisedOn) = (entry.worry, entry.promise, entry.promisedOn)
    }

    /// What usually stays the same from one contact to the next: not the mood, the words or a worry.
    public init(repeating entry: LogEntry, on day: Day?) {
        happenedOn = day
        isContact = entry.isContact
        medium = entry.medium
        minutes = entry.minutes
        themes = entry.themes
        members = entry.members
    }

    /// "We spoke today", and nothing more.
    public static func spoken(on day: Day) -> LogDraft {
        var draft = LogDraft()
        draft.happenedOn = day
        draft.isContact = true
        return draft
    }

    /// "I tried today, and nobody answered", and nothing more.
    public static func tried(on day: Day) -> LogDraft {
        var draft = LogDraft()
        draft.happenedOn = day
        draft.isContact = false
        return draft
    }

    /// Whether nothing was filled in but the day, which a form fills in by itself.
    public var isBlank: Bool {
        isContact == nil && medium == nil && minutes == nil && themes.isEmpty && mood == nil
            && members.isEmpty && hours.isEmpty && newcomers == nil && worry == nil
            && promise == nil && promisedOn == nil && done.isEmpty
            && (duration + note).allSatisfy(\.isWhitespace)
    }

    /// Who was there, also those of whom only the hours were typed.
    var present: Set<ID<Member>> { Set(members).union(hours.keys) }

    /// The note as it is kept; nil without one.
    var keptNote: String? { note.isEmpty ? nil : note }

    /// The duration as it is kept; nil when it is unknown or cannot be read.
    var keptMinutes: Int? {
        duration.allSatisfy(\.isWhitespace) ? minutes : Minutes.parse(duration)
    }

    /// What is wrong with it, field by field.
    func problems(_ days: DayRange, membersOfGroup: Set<ID<Member>>) -> [Problem] {
        var problems = dayProblems(days)
        if isContact == nil { problems.append(Problem("contact", "problem.contact")) }
        if let typed = durationProblem { problems.append(typed) }
        if let mood, !(1...5).contains(mood) { problems.append(Problem("mood", "problem.choice")) }
        if !membersOfGroup.isSuperset(of: present) {
            problems.append(Problem("members", "problem.choice"))
        }
        if let newcomers, !LogDraft.newcomerRange.contains(newcomers) {
            problems.append(.outside("newcomers", LogDraft.newcomerRange))
        }
        for (member, typed) in hours where Minutes.parse(typed) == nil {
            problems.append(Problem("hours_\(member.value)", "problem.duration"))
        }
        // Scalars, as one character may be built from any number of them.
        if note.unicodeScalars.count > LogDraft.noteLimit {
            let limit = ["limit": Problem.Value.number(LogDraft.noteLimit)]
            problems.append(Problem("note", "problem.note_long", limit))
        }
        return problems + promiseProblems(days)
    }

    /// A day needs words, and lies after the contact and not years ahead.
    private func promiseProblems(_ days: DayRange) -> [Problem] {
        if promise?.unicodeScalars.count ?? 0 > LogDraft.promiseLimit {
            let limit = ["limit": Problem.Value.number(LogDraft.promiseLimit)]
            return [Problem("promise", "problem.note_long", limit)]
        }
        guard let promisedOn else { return [] }
        if promise == nil { return [Problem("promise", "problem.promise_words")] }
        let first = happenedOn ?? promisedOn
        guard (first...first + LogDraft.promiseDays).contains(promisedOn) else {
            return [Problem("promised_on", "problem.promise_day")]
        }
        return []
    }

    private func dayProblems(_ days: DayRange) -> [Problem] {
        guard let day = happenedOn else { return [Problem("happened_on", "problem.day_required")] }
        return [days.problem(day, "happened_on")].compactMap { $0 }
    }

    private var durationProblem: Problem? {
        if !duration.allSatisfy(\.isWhitespace) {
            return Minutes.parse(duration) == nil ? Problem("duration", "problem.duration") : nil
        }
        guard let minutes, !Minutes.range.contains(minutes) else { return nil }
        return Problem("minutes", "problem.duration")
    }
}
