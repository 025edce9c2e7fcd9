import Coalition

/// The second coordinator of Nijmegen has a group of his own and is away for three weeks, of which this
/// is the second; a coordinator of Rotterdam is about to leave.
enum DemoHandover {
    /// The group that the first coordinator gave to the second.
    private static let group = "Hatert"

    static func write(_ story: DemoStory) {
        let (own, colleague) = (story.accounts.local("Nijmegen"), story.accounts.colleague)
        guard story.accounts.cities["Nijmegen"] != nil else { return }
        story.on(story.today - 30, minute: 640, by: own) { tx in
            guard let ref = try DemoHandover.ref(colleague, tx),
                let group = try DemoHandover.found(tx)
            else { return }
            try group.hand(to: ref, remark: "Zoals besproken: jij kent de wijk.", in: tx)
            for match in try Match.live(ofGroup: group.id, in: tx) {
                try match.hand(to: ref, in: tx)
                try Family.find([match.family], in: tx)[match.family]?.hand(to: ref, in: tx)
            }
        }
        story.on(story.today - 29, minute: 560, by: colleague) { tx in
            for task in try DemoHandover.handed(colleague, tx) { try task.complete(in: tx) }
        }
        writeAbsence(story, own, colleague)
        writeLook(story)
        story.on(story.today - 6, minute: 700, by: .system) { tx in
            let email = "lokaal.rotterdam@\(Demo.domain)"
            if let user = try User.find(email: email, in: tx) {
                _ = try user.leave(on: story.today + 33, in: tx)
            }
        }
    }

    /// The network had to reach somebody of the group.
    private static func writeLook(_ story: DemoStory) {
        story.on(story.today - 8, minute: 905, by: story.accounts.network) { tx in
            guard let group = try DemoHandover.found(tx) else { return }
            try group.open(
                [.names, .contacts],
                reason: "De contactpersoon belde ons en verbrak de verbinding.", in: tx)
        }
        // Its coordinator has seen it since.
        story.on(story.today - 7, minute: 520, by: story.accounts.local("Nijmegen")) { tx in
            var list = TaskList()
            list.who = .all
            for task in try list.page(nil, in: tx).rows where task.kind == .look {
                try task.complete(reason: "Gezien en besproken.", in: tx)
            }
        }
    }

    private static func writeAbsence(_ story: DemoStory, _ own: Viewer, _ colleague: Viewer) {
        story.on(story.today - 12, minute: 610, by: colleague) { tx in
            guard let user = colleague.userID else { return }
            var draft = AbsenceDraft()
            (draft.from, draft.until) = (story.today - 9, story.today + 12)
            draft.deputy = try DemoHandover.ref(own, tx)
            try draft.create(for: user, in: tx)
        }
        story.on(story.today - 13, minute: 615, by: own) { tx in
            guard let city = story.accounts.cities["Nijmegen"] else { return }
            var task = TaskDraft()
            task.title = "Wachtlijst van de taalschool navragen"
            (task.role, task.dueOn) = (.local, story.today + 2)
            task.assignee = try DemoHandover.ref(colleague, tx)
            try task.create(in: city, tx)
        }
    }

    private static func ref(_ viewer: Viewer, _ tx: Transaction) throws -> String? {
        try viewer.userID.flatMap { try User.find($0, in: tx)?.ref }
    }

    private static func found(_ tx: Transaction) throws -> Group? {
        var list = GroupList()
        list.text = group
        return try list.page(nil, in: tx).rows.first
    }

    /// What somebody was told is his or hers now.
    private static func handed(_ viewer: Viewer, _ tx: Transaction) throws -> [Task] {
        var list = TaskList()
        list.who = .me
        return try list.page(nil, in: tx).rows.filter { $0.kind == .handed }
    }
}
