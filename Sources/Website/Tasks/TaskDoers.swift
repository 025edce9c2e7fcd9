import Coalition
import Templates

/// Who can do a new task: everybody with a role, or one person who holds it. One question asks both, as
/// its answers read: "Ik", "Karim Haddad", "Gemeente, wie het eerst kan".
struct TaskDoers: Sendable {
    private let roles: [Role]
    /// Those of each role, where one city is meant; of several cities only the viewer.
    private let people: [Role: [Colleague]]

    init(of programmes: [Programme], in cities: [City], _ tx: Transaction) throws {
        var people: [Role: [Colleague]] = [:]
        var roles: Set<Role> = []
        for programme in programmes {
            for city in cities {
                let addressees = TaskPolicy.addressees(
                    for: tx.viewer, of: programme, in: city.id)
                roles.formUnion(addressees)
                guard cities.count == 1 else { continue }
                for role in addressees {
                    people[role, default: []] += try Colleague.all(
                        role, of: programme, in: city.id, tx)
                }
            }
        }
        self.roles = roles.sorted()
        self.people = people.mapValues { all in
            all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    /// The question; none where there is one answer only.
    func fields(_ words: Words) -> [FieldSpec] {
        let choices = choices(words)
        guard choices.count > 1, roles.count > 1 || colleagues.count > 1 else { return [] }
        let spec =
            choices.count > 7
            ? FieldSpec.select("assignee", choices) : FieldSpec.radios("assignee", choices)
        return [spec.labelled("task.field.assignee")]
    }

    /// What was answered; the role alone where nothing was asked.
    func read(_ form: Form) -> (Role, String?) {
        let usual = roles.first ?? .local
        guard roles.count > 1 || colleagues.count > 1 else { return (usual, nil) }
        let parts = form.text("assignee", max: 40, missing: "problem.choose")
            .split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first else { return (usual, nil) }
        guard let role = Role(rawValue: first), roles.contains(role) else {
            form.note("assignee", "problem.choice")
            return (usual, nil)
        }
        return (role, parts.count > 1 ? parts[1] : nil)
    }

    /// The viewer where he or she can do it, else everybody of the first role.
    func usual(_ viewer: Viewer) -> String? {
        for role in roles {
            if let own = people[role]?.first(where: \.isViewer) { return value(role, own) }
        }
        return (roles.first { viewer.roles.contains($0) } ?? roles.first)?.rawValue
    }

    private var colleagues: [Colleague] { roles.flatMap { people[$0] ?? [] } }

    private func choices(_ words: Words) -> [Choice] {
        roles.flatMap { role -> [Choice] in
            let name = words("role.\(role.rawValue)")
            let persons = (people[role] ?? []).sorted { $0.isViewer && !$1.isViewer }
            return persons.map { person in
                Choice(
                    value(role, person), words.called(person),
                    hint: roles.count > 1 && !person.isViewer ? name : nil)
            } + [Choice(role.rawValue, words("task.anyone", ["role": .text(name)]))]
        }
    }

    private func value(_ role: Role, _ person: Colleague) -> String {
        "\(role.rawValue).\(person.ref)"
    }
}

extension Words {
    /// A colleague by name; the reader as "Ik".
    func called(_ person: Colleague) -> String {
        person.isViewer ? self("task.me", ["name": .text(person.name)]) : person.name
    }
}
