import Coalition
import Templates

/// What a family has reached, as far as the viewer may know.
struct MilestoneFacts: Sendable {
    let family: Family
    /// Nil for who sees totals only.
    let reached: [Milestone]?
    let count: Int
    /// The names of those who reached one, as far as they may be read.
    let names: [ID<FamilyMember>: String]
    let mayEdit: Bool

    init(_ family: Family, _ tx: Transaction) throws {
        let policy = FamilyPolicy(tx.viewer, family)
        self.family = family
        let reached = policy.maySeeNeeds ? try Milestone.all(of: family, in: tx) : nil
        self.reached = reached
        count = try reached.map { Set($0.map(\.kind)).count } ?? Milestone.count(of: family, in: tx)
        let isPersonal = reached?.contains { $0.person != nil } ?? false
        let members =
            isPersonal && policy.maySeeMembers ? try FamilyMember.all(of: family, in: tx) : []
        names = Dictionary(
            members.compactMap { member in member.name.map { (member.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        mayEdit = policy.mayEdit && !Family.State.over.contains(family.state)
    }
}

/// The milestones of a family as a path, and the same as a list.
struct MilestonePanel: PageModel {
    let count: String
    /// Nil for who sees totals only.
    let path: MilestonePath?
    let rows: [MilestoneRow]
    /// Where one is written down; nil for who may not.
    let add: LinkView?

    init(_ facts: MilestoneFacts, _ context: Context) {
        let words = context.words
        let all = Milestone.Kind.allCases.count
        count = words("milestone.count", ["count": .number(facts.count), "all": .number(all)])
        path = facts.reached.map { MilestonePath(reached: $0, words) }
        rows = (facts.reached ?? []).enumerated().map { index, milestone in
            MilestoneRow(index + 1, milestone, facts, words)
        }
        add =
            facts.mayEdit
            ? LinkView(words("milestone.new.title"), "\(facts.family.path)/milestones/new") : nil
    }

    static let fields: Fields<MilestonePanel> = [
        .text("count") { $0.count },
        .html("path") { $0.path?.picture },
        .list("rows", MilestoneRow.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
        .object("add", LinkView.fields) { $0.add },
    ]
}

/// One milestone in words.
struct MilestoneRow: PageModel {
    let number: Int
    let title: String
    /// Its page; nil for who may not change it.
    let path: String?
    let hint: String

    init(_ number: Int, _ milestone: Milestone, _ facts: MilestoneFacts, _ words: Words) {
        self.number = number
        title = words("milestone.kind.\(milestone.kind.rawValue)")
        path =
            facts.mayEdit
            ? "\(facts.family.path)/milestones/\(milestone.id.value)/edit" : nil
        let who = milestone.person.map { facts.names[$0] ?? words("milestone.somebody") }
        let source =
            milestone.source == .group
            ? nil : words("milestone.source.\(milestone.source.rawValue)").lowercased()
        hint = [milestone.when(words), who, source].compactMap { $0 }.joined(separator: ", ")
    }

    static let fields: Fields<MilestoneRow> = [
        .number("number") { $0.number },
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
    ]
}

extension Milestone {
    /// The day, the month or the year, as exactly as it is known.
    func when(_ words: Words) -> String {
        switch precision {
        case .day: words.day(reachedOn)
        case .month: "\(words("month.\(reachedOn.month)")) \(reachedOn.year)"
        case .year: String(reachedOn.year)
        }
    }
}
