import Coalition
import Templates

/// What is to be heard in all cities, read in one snapshot.
struct VoiceDeskFacts: Sendable {
    let desk: VoiceDesk
    let cities: [ID<City>: City]
    let today: Day
    /// Programmes of the viewer for which nobody holds the safeguarding role.
    let vacant: Set<Programme>

    /// - Parameter limit: Rows at most.
    init(limit: Int = 50, _ tx: Transaction) throws {
        desk = try VoiceDesk(in: nil, limit: limit, tx)
        let places = Set(desk.due.map(\.city) + desk.held.map(\.city))
        cities = try City.find(places.sorted { $0.value < $1.value }, in: tx)
        today = tx.today
        vacant = try Safeguarding.vacancies(in: tx)
    }

    /// The families whose talk is due, each with its page.
    func due(_ context: Context) -> [VoiceRow] {
        let words = context.words
        return desk.due.compactMap { due in
            desk.families[due.family].map { family in
                VoiceRow(
                    name: family.title(words), path: family.voicePath,
                    hint: TaskWords.joined([
                        words("voice.kind.\(due.kind.rawValue)"), place(due.city, context),
                        due.isHeardApart ? words("voice.apart") : nil,
                    ]) ?? "",
                    tag: tag(due, words))
            }
        }
    }

    /// Nobody is late for it; what ends within a week is told in colour.
    private func tag(_ due: VoiceDesk.Due, _ words: Words) -> TagView {
        TagView(
            words("voice.until", ["day": .text(words.dayOfYear(due.until, today))]),
            due.until - today <= 7 ? .warnHalf : .muteOpen)
    }

    func held(_ context: Context) -> [VoiceRow] {
        let words = context.words
        return desk.held.compactMap { held in
            desk.families[held.family].map { family in
                VoiceRow(
                    name: family.title(words), path: family.voicePath,
                    hint: TaskWords.joined([
                        words("voice.kind.\(held.kind.rawValue)"), place(held.city, context),
                    ]) ?? "",
                    tag: TagView(words.dayOfYear(held.on, today), .ok))
            }
        }
    }

    private func place(_ city: ID<City>, _ context: Context) -> String? {
        cities[city]?.name(context.language.rawValue)
    }
}

/// A family that is to be heard, or was.
struct VoiceRow: PageModel {
    let name: String
    let path: String
    let hint: String
    let tag: TagView

    static let fields: Fields<VoiceRow> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .object("tag", TagView.fields) { $0.tag },
    ]
}

/// The families of all cities that are to be heard, and those that were lately.
struct VoiceDeskPage: SitePage {
    static let template = "voice/desk"
    let vacancy: String?
    let due: [VoiceRow]
    let dueCount: String
    /// Whether more are due than are shown.
    let isMore: Bool
    let held: [VoiceRow]

    init(_ facts: VoiceDeskFacts, _ context: Context) {
        vacancy = VacancyLine.text(facts.vacant, context)
        due = facts.due(context)
        dueCount = context.words(facts.desk.dueCount)
        isMore = facts.desk.dueCount.value > facts.desk.due.count
        held = facts.held(context)
    }

    static let fields: Fields<VoiceDeskPage> = [
        .text("vacancy") { $0.vacancy },
        .list("due", VoiceRow.fields) { $0.due },
        .flag("hasDue") { !$0.due.isEmpty },
        .text("dueCount") { $0.dueCount },
        .flag("isMore") { $0.isMore },
        .list("held", VoiceRow.fields) { $0.held },
        .flag("hasHeld") { !$0.held.isEmpty },
    ]
}

/// Who does the work of the safeguarding role where nobody holds it, in one calm line.
enum VacancyLine {
    /// Nil where somebody does, for what the viewer works in; an administrator for every programme.
    static func text(_ vacant: Set<Programme>, _ context: Context) -> String? {
        let words = context.words
        let own = Programme.allCases.filter {
            vacant.contains($0) && context.viewer.holds([.network, .admin], for: [$0])
        }
        guard !own.isEmpty else { return nil }
        if own.count == Programme.allCases.count { return words("voice.vacant") }
        let names = own.map { words("programme.\($0.rawValue)") }
        return words("voice.vacant_for", ["programmes": .text(words.list(names))])
    }
}
