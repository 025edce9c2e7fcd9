import Coalition

/// Active groups with what is known of their contact today by need: a concern first, then who was not
/// in contact for too long, then the rest.
struct ContactDay: Sendable {
    let today: Day
    let groups: [Group]
    let families: [ID<Group>: Family]
    let gaps: [ID<Group>: ContactGap]
    let notice: ClearanceNotice

    init(for roles: Set<Role>, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: roles, for: GroupPolicy.programmes)
        let city = try scope.single.map { try City.named($0, in: tx) }
        let today = city?.today(tx) ?? tx.today
        let active = try Group.bySilence(in: scope, tx)
        let gaps = try ContactGap.of(active, today: today, in: tx)
        notice = try ClearanceNotice(in: tx)
        self.today = today
        self.gaps = gaps
        groups = active.sorted { first, second in
            let (left, right) = (first.urgency(on: today), second.urgency(on: today))
            if left != right { return left < right }
            return (gaps[first.id]?.days ?? 0) > (gaps[second.id]?.days ?? 0)
        }
        families = try Match.families(ofGroups: active.map(\.id), in: tx)
    }
}
