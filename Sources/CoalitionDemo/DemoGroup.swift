import Coalition

/// A group while its story is written and played.
final class DemoGroup {
    let plan: DemoGroupPlan
    let registeredOn: Day
    /// The day on which it is ready for a family, or would be.
    let readyOn: Day
    let people: [MemberDraft]
    var maxHousehold: Int
    private let clearances: [DemoClearance]
    private var id: ID<Group>?
    private(set) var members: [ID<Member>] = []

    init(
        _ plan: DemoGroupPlan, registeredOn: Day, readyOn: Day, people: [MemberDraft],
        clearances: [DemoClearance], maxHousehold: Int
    ) {
        self.plan = plan
        self.registeredOn = registeredOn
        self.readyOn = readyOn
        self.people = people
        self.clearances = clearances
        self.maxHousehold = maxHousehold
    }

    /// The languages of its members.
    var languages: Set<String> { Set(people.flatMap(\.languages)) }

    /// The group as it is at this point of the story.
    func group(in tx: Transaction) throws -> Group {
        guard let id else { throw Refusal.notFound }
        return try Group.find(id, in: tx)
    }

    /// Writes the group's own story: it registers, gets members and training, and is ready.
    func write(_ story: DemoStory) {
        guard let city = story.accounts.cities[plan.city] else { return }
        let coordinator = story.accounts.local(plan.city)
        story.on(registeredOn, minute: 545, by: coordinator) { [self] tx in
            var draft = GroupDraft()
            draft.name = plan.name
            draft.kind = plan.kind
            draft.neighbourhood = plan.kind == .student ? nil : plan.name
            id = try draft.create(in: city, registeredOn: registeredOn, tx).id
        }
        writeMembers(story, coordinator)
        if plan.stage != .interest { writeForming(story, coordinator) }
        if plan.stage == .stopped {
            story.on(registeredOn + 80, minute: 950, by: coordinator) { [self] in
                try group(in: $0).move(to: .stopped, for: .time, in: $0)
            }
        }
        guard plan.stage.wasReady || plan.stage == .preparing else { return }
        writePreparing(story, coordinator)
        if plan.stage.wasReady { writeReady(story, coordinator) }
    }

    private func writeMembers(_ story: DemoStory, _ coordinator: Viewer) {
        for (index, draft) in people.enumerated() {
            guard let day = draft.joinedOn else { continue }
            story.on(day, minute: 600 + index, by: coordinator) { [self] tx in
                var draft = draft
                draft.isContact = index == 0
                members.append(try draft.join(try group(in: tx), in: tx))
            }
        }
    }

    private func writeForming(_ story: DemoStory, _ coordinator: Viewer) {
        let talk = registeredOn + 9
        story.on(talk, minute: 660, by: coordinator) { [self] tx in
            try change(tx) { draft in
                draft.intakeOn = talk
                draft.hoursOffered = plan.rhythm == .lively ? 4 : 10
                draft.extras["meeting_days"] = FieldValue(codes: meetingDays.map(\.rawValue))
                draft.extras["good_to_know"] = FieldValue(goodToKnow)
            }
            try group(in: tx).move(to: .forming, in: tx)
        }
    }

    /// What a group says in its intake talk; some have no liking.
    private var meetingDays: [Weekday] {
        let wishes: [[Weekday]] = [
            [.tuesday, .thursday], [.saturday], [], [.wednesday], [.saturday, .sunday],
            [.monday, .wednesday, .friday],
        ]
        return wishes[plan.name.unicodeScalars.count % wishes.count]
    }

    /// Nil for most.
    private var goodToKnow: String? {
        let number = plan.name.unicodeScalars.count
        return number.isMultiple(of: 2)
            ? DemoNotes.goodToKnow[number / 2 % DemoNotes.goodToKnow.count] : nil
    }

    private func writePreparing(_ story: DemoStory, _ coordinator: Viewer) {
        let last = people.compactMap(\.joinedOn).max() ?? registeredOn
        story.on(max(last, registeredOn + 10), minute: 780, by: coordinator) { [self] in
            try group(in: $0).move(to: .preparing, in: $0)
        }
        for (index, clearance) in clearances.enumerated() {
            clearance.write(story, coordinator) { [self] tx, work in
                let group = try group(in: tx)
                try work(try Member.find(members[index].value, of: group.id, in: tx), group)
            }
        }
    }

    private func writeReady(_ story: DemoStory, _ coordinator: Viewer) {
        if plan.kind == .sponsor { DemoGoals.writePlan(of: self, story, coordinator) }
        story.on(readyOn, minute: 900, by: coordinator) { [self] tx in
            try change(tx) {
                $0.maxHousehold = maxHousehold
                $0.supportLevel = 3
                $0.availableFrom = readyOn
            }
            try group(in: tx).move(to: .ready, in: tx)
        }
    }

    private func change(_ tx: Transaction, _ edit: (inout GroupDraft) -> Void) throws {
        let group = try group(in: tx)
        var draft = try GroupDraft.stored(group.id, in: tx).draft
        edit(&draft)
        try draft.update(group, version: group.version, in: tx)
    }
}
