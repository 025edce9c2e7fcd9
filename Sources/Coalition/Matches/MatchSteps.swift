import SQLite

extension Match {
    /// Takes family and group along.
    package func entered(_ next: State, in tx: Transaction) throws {
        let entered = try Match.find(id, in: tx)
        if !State.live.contains(next) {
            try Talk.callOff(about: RecordID(id), ref, in: tx)
            try entered.endBuilders(in: tx)
        }
        if bringsFamily { try entered.bringFamily(in: tx) }
        if next == .agreed, let group {
            try Need.takeAlong(group, to: Family.find(family, in: tx), in: tx)
        }
        try entered.bringGroup(in: tx)
        if next != .suspended { try Task.settle(.review, about: .init(id), in: tx) }
        if next == .endedEarly, entered.reason == .safety { try entered.askToSign(in: tx) }
        if !entered.isRunning { try CheckInWindow.end(of: id, family, in: tx) }
        try entered.followFit(in: tx)
        if next == .agreed { try Year.takeAlong(entered, in: tx) }
        try Year.follow(entered, in: tx)
    }

    /// An ending for safety takes effect at once; the network signs it too, within a working day.
    private func askToSign(in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        try Task.raise(
            .cosign, for: .network, of: kind.programme, in: city, about: .init(id), since: today,
            due: today.nextWorkingDay, tx)
    }

    /// A new proposal reserves its family and occupies its group.
    func occupy(in tx: Transaction) throws {
        try bringFamily(in: tx)
        try bringGroup(in: tx)
    }

    /// Ends the match because the family withdraws; whoever looks sees only that it ended.
    func release(in tx: Transaction) throws {
        var match = self
        (match.reason, match.bringsFamily) = (.other, false)
        if Match.undecided.contains(state) {
            try match.enter(.declined, in: tx)
        } else {
            match.endedOn = try City.find(city, in: tx).today(tx)
            try match.enter(.endedEarly, in: tx)
        }
    }

    package static var stepColumns: [StaticString] {
        [
            "proposed_on", "introduced_on", "introduced_with", "starts_on", "planned_until_on",
            "review_on", "ended_on", "reason", "next_for_family", "family_decision",
            "family_decided_on", "group_decision", "group_decided_on", "expectations_on",
        ]
    }

    package func write(_ next: State, in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        let months = try Rules.value("match.months", of: ruleVersion, in: tx)
        let until = next == .active ? startsOn?.adding(months: months) : plannedUntil
        try tx.db.run(
            """
            UPDATE matches SET state = \(next),
                proposed_on = \(next == .proposed ? proposedOn ?? today : proposedOn),
                introduced_on = \(introducedOn), introduced_with = \(introducedWith),
                next_for_family = \(nextForFamily), starts_on = \(startsOn),
                planned_until_on = \(until), ended_on = \(endedOn),
                reason = \(next == .active ? nil : reason),
                review_on = \(next == .suspended ? reviewOn : nil),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    /// The family's state follows from its match; it is back on the list when the match ends.
    private func bringFamily(in tx: Transaction) throws {
        let wanted: Family.State? =
            switch state {
            case .proposed, .introduced, .trial: .reserved
            case .agreed: .matched
            case .active, .suspended, .closing: .supported
            case .completed: .completed
            case .declined, .endedEarly: proposedOn == nil ? nil : .waiting
            case .draft: nil
            }
        let family = try Family.find(family, in: tx)
        if let wanted, family.state != wanted { try family.enter(wanted, in: tx) }
        guard state == .endedEarly else { return }
        switch nextForFamily {
        case .without: try family.wantNoGroup(in: tx)
        case .anew: try family.waitAnew(from: endedOn, in: tx)
        default: break
        }
    }

    /// The group's state follows from all its matches; a pause outlives all but the last.
    private func bringGroup(in tx: Transaction) throws {
        guard let group = try group.map({ try Group.find($0, in: tx) }) else { return }
        let live = try Match.live(ofGroup: group.id, in: tx).map(\.state)
        let rests = group.state == .paused && !live.isEmpty
        let follows = Group.State.together.union([.ready]).contains(group.state) && !rests
        if let wanted = groupState(live), follows, group.state != wanted {
            if wanted == .completed { try group.requireCompletable(in: tx) }
            try group.enter(wanted, in: tx)
        }
        try Group.refresh(group.id, in: tx)
    }

    /// Nil for a draft, which occupies nobody.
    private func groupState(_ live: [State]) -> Group.State? {
        if live.contains(where: { [.active, .suspended, .closing].contains($0) }) {
            return .active
        }
        if !live.isEmpty { return .matched }
        if proposedOn == nil { return nil }
        return state == .completed ? .completed : .ready
    }
}

extension Group {
    /// What must hold before a group has completed is looked at when its last match does.
    fileprivate func requireCompletable(in tx: Transaction) throws {
        guard let step = Group.lifecycle.transition(state, .completed) else { return }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        if !open.isEmpty { throw Refusal.invalid(open.map(Group.problem)) }
    }
}

extension Family {
    /// A family that goes on with another group waits from the end of its match, as it wished.
    fileprivate func waitAnew(from day: Day?, in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        try tx.db.run(
            """
            UPDATE families SET waiting_since_on = \(day ?? today), updated_at = \(tx.now)
            WHERE id = \(id) AND state = \(State.waiting)
            """)
    }

    /// A family that goes on without a group no longer waits for one.
    fileprivate func wantNoGroup(in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE families SET wants_group = 0, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .family, ref, city: city, fields: ["wants_group"])
        try Family.follow(id, in: tx)
    }
}
