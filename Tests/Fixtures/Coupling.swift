import Coalition

/// Families and groups in the states in which they can be coupled.
extension Fixture {
    /// A family of Nijmegen as its officer announces it: six people, Arabic, in three weeks.
    public func announced(_ change: (inout FamilyDraft) -> Void = { _ in }) throws -> Family {
        try write(officerOfNijmegen) { tx in
            var draft = FamilyDraft()
            draft.route = .resettlement
            draft.householdSize = 6
            draft.arrivalOn = nijmegen.today(tx) + 21
            draft.arrivalCertainty = .expected
            draft.languages = ["ar"]
            change(&draft)
            return try draft.create(in: nijmegen, tx)
        }
    }

    /// A family that waits: its intake is done, it has a need and wants a group.
    public func waiting(_ change: (inout FamilyDraft) -> Void = { _ in }) throws -> Family {
        let family = try announced()
        return try write(hanneke) { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            (draft.infoGivenOn, draft.consentOn) = (nijmegen.today(tx), nijmegen.today(tx))
            (draft.needsLevel, draft.wantsGroup) = (2, true)
            change(&draft)
            try draft.update(family, version: family.version, in: tx)
            try Family.find(family.ref, in: tx).move(to: .intake, in: tx)
            var need = NeedDraft()
            (need.theme, need.title) = (.school, "Plek op een basisschool")
            try need.add(to: family, in: tx)
            try Family.find(family.ref, in: tx).move(to: .waiting, in: tx)
            return try Family.find(family.ref, in: tx)
        }
    }

    /// A welcome group of Nijmegen that is ready: five cleared members, of whom one speaks Arabic.
    public func ready(
        _ name: String = "Bottendaal",
        members: [String] = ["Joke", "Samira", "Wim", "Ruben", "Els"],
        _ change: (inout GroupDraft) -> Void = { _ in }
    ) throws -> Group {
        try write(hanneke) { tx in
            var draft = GroupDraft()
            draft.name = name
            draft.intakeOn = nijmegen.today(tx)
            (draft.maxHousehold, draft.supportLevel) = (6, 2)
            draft.availableFrom = nijmegen.today(tx)
            change(&draft)
            let ref = try draft.create(in: nijmegen, tx).ref
            for member in members { try join(member, to: ref, tx) }
            if draft.kind == .sponsor { try plan(ref, tx) }
            for state in [Group.State.forming, .preparing, .ready] {
                try Group.find(ref, in: tx).move(to: state, in: tx)
            }
            return try Group.find(ref, in: tx)
        }
    }

    /// A match that was proposed today.
    public func proposed(_ family: Family, _ group: Group) throws -> Match {
        try write(hanneke) { try MatchProposal(family, group).propose(in: $0) }
    }

    /// Both say yes today, and sign what they expect of each other.
    public func agree(_ match: Match, in tx: Transaction) throws {
        func now() throws -> Match { try Match.find(match.ref, in: tx) }
        for side in Match.Side.allCases {
            try now().decide(side, .yes, on: nijmegen.today(tx), version: now().version, in: tx)
        }
        try now().sign(on: nijmegen.today(tx), version: now().version, in: tx)
    }

    /// What a sponsor group plans before it knows its family.
    private func plan(_ ref: String, _ tx: Transaction) throws {
        var goal = NeedDraft()
        (goal.theme, goal.title) = (.housing, "De woning is ingericht")
        try goal.add(to: .group(try Group.find(ref, in: tx)), in: tx)
    }

    private func join(_ name: String, to ref: String, _ tx: Transaction) throws {
        let (group, today) = (try Group.find(ref, in: tx), nijmegen.today(tx))
        var draft = MemberDraft()
        (draft.name, draft.birthYear) = (name, 1980)
        draft.isContact = group.memberCount == 0
        draft.codeOfConductOn = today
        draft.languages = name == "Samira" ? ["nl", "ar"] : ["nl"]
        let member = try Member.find(try draft.join(group, in: tx).value, of: group.id, in: tx)
        try member.attend(1, on: today, of: group, in: tx)
        try member.attend(2, on: today, of: group, in: tx)
        try member.setVog(.seen, seenOn: today, of: group, in: tx)
    }
}
