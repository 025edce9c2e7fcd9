import Coalition
import SQLite

/// What people of a town of the country worry and complain about: the groups that carry a mark, now
/// and then a complaint of the neighbourhood, and seldom something about the coordinator.
struct CountryConcerns {
    private let city: City
    private let author: Viewer
    private let announcer: Viewer
    /// Who has their triage.
    private let lead: Viewer

    init(_ city: City, _ author: ID<User>?, _ announcer: ID<User>?, _ lead: Viewer) {
        (self.city, self.lead) = (city, lead)
        self.author = CountryConcerns.viewer(author, .local, city)
        self.announcer = CountryConcerns.viewer(announcer, .municipality, city)
    }

    private static func viewer(_ user: ID<User>?, _ role: Role, _ city: City) -> Viewer {
        Viewer(userID: user, name: "", grants: [.init(role, city: city.id)])
    }

    func write(_ groups: [CountryGroup], in tx: Transaction) throws {
        let own = tx.replayed(at: tx.now, as: author, trace: tx.trace)
        for (place, group) in groups.filter({ $0.plan.rhythm == .concern }).enumerated() {
            let marked: ID<LogEntry>? = try tx.db.value(
                """
                SELECT id FROM log_entries WHERE group_id = \(group.id) AND has_concern = 1
                ORDER BY happened_on DESC, id DESC LIMIT 1
                """)
            guard let marked else { continue }
            let concern = try ConcernDraft.tapped(marked, try Group.find(group.id, in: tx), in: own)
            // Most are written soon; some of the last ones still have to be.
            if place % 4 != 3 {
                try report(place).complete(concern, version: concern.version, in: own)
                try follow(concern, place + Int(city.id.value), tx)
            }
        }
        let officer = tx.replayed(at: tx.now, as: announcer, trace: tx.trace)
        let place = ConcernPlace(in: city, announcer)
        if city.id.value % 5 == 0 {
            let found = try complaint.report(place, in: officer)
            if city.id.value % 10 == 0 {
                try Concern.find(found.ref, in: own).close(.solved, nil, in: own)
            }
        }
        if city.id.value % 16 == 3 { try aboutCoordinator(place, in: officer) }
    }

    /// A third waits for its triage, a third is worked on, a third is closed.
    private func follow(_ concern: Concern, _ number: Int, _ tx: Transaction) throws {
        let own = tx.replayed(at: tx.now, as: lead, trace: tx.trace)
        guard number % 3 > 0, let account = try lead.userID.flatMap({ try User.find($0, in: tx) })
        else { return }
        let found = try Concern.find(concern.ref, in: own)
        _ = try OpenConcern.open(found, in: own)
        var draft = TriageDraft()
        (draft.kind, draft.severity) = (found.kind, found.severity ?? .middle)
        (draft.handler, draft.about) = (account.ref, found.about)
        try draft.triage(
            found, phone: nil, version: try Concern.find(concern.ref, in: own).version, in: own)
        try Concern.find(concern.ref, in: own).take(step: 1, on: tx.today, in: own)
        guard number % 3 == 2 else { return }
        try Concern.find(concern.ref, in: own).close(.solved, nil, in: own)
    }

    private func report(_ place: Int) -> ConcernDraft {
        var draft = ConcernDraft()
        draft.text = DemoConcerns.texts[place % DemoConcerns.texts.count]
        draft.severity = Concern.Severity.allCases[place % 3]
        draft.kind = [.health, .money, .boundaries][place % 3]
        return draft
    }

    private var complaint: ConcernDraft {
        var draft = ConcernDraft()
        (draft.kind, draft.source) = (.complaint, .neighbourhood)
        draft.text = DemoConcerns.complaint
        return draft
    }

    private func aboutCoordinator(_ place: ConcernPlace, in tx: Transaction) throws {
        let ref: String? = try tx.db.value("SELECT ref FROM users WHERE id = \(author.userID)")
        guard let ref else { return }
        var draft = ConcernDraft()
        (draft.kind, draft.severity) = (.boundaries, .middle)
        (draft.text, draft.about) = (DemoConcerns.aboutCoordinator, .account(ref))
        try draft.report(place, in: tx)
    }
}
