import SQLite

/// A member as a coordinator types one: a person, and his or her time in a group.
public struct MemberDraft: RecordDraft, HasExtras {
    public typealias Entity = Volunteer

    @TypedLine public var name = ""
    @TypedLine public var email: String? = nil
    @TypedLine public var phone: String? = nil
    public var birthYear: Int?
    public var isAdult = false
    public var languages: [String] = []
    public var skills: [Theme] = []
    public var isContact = false
    /// Today, or what it was, when nil.
    public var joinedOn: Day?
    public var codeOfConductOn: Day?
    public var extras = Extras()

    public init() {}

    /// Every field of the person, once.
    public static let record = RecordKind<MemberDraft>(
        "member", table: "volunteers", programmes: GroupPolicy.programmes,
        [
            .line("name", \.name).required("problem.name").opened.found,
            .email("email", \.email).opened,
            .phone("phone", \.phone).opened,
            .number("birth_year", \.birthYear, 1...9999),
            .tick("is_adult", \.isAdult),
            .languages("languages", \.languages)
                .rows("volunteer_languages", of: "volunteer_id", "language"),
            .choices("skills", \.skills).codes(called: "theme")
                .rows("volunteer_skills", of: "volunteer_id", "theme"),
        ])

    /// Every field of the time in a group, once.
    public static let membership = RecordKind<MemberDraft>(
        "member", table: "memberships", programmes: GroupPolicy.programmes,
        [
            .tick("is_contact", \.isContact),
            .day("joined_on", \.joinedOn).required().past,
            .day("code_of_conduct_on", \.codeOfConductOn).past,
        ])

    /// The person and the membership as they stand, each with its fields.
    public static func stored(_ member: Member, in tx: Transaction) throws -> StoredMember {
        StoredMember(
            person: try record.stored(member.volunteer.value, in: tx),
            membership: try membership.stored(member.id.value, in: tx))
    }

    /// Adds a member to a group.
    ///
    /// - Throws: `Refusal.invalid` for each field, among them a birth year of somebody under 18 and a
    ///   full group; `Refusal.forbidden` without the right.
    @discardableResult
    public func join(_ group: Group, in tx: Transaction) throws -> ID<Member> {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let new = try checked(over: nil, in: group, tx)
        try requireRoom(in: group, tx)
        let volunteer: ID<Volunteer> = try tx.newID("volunteers")
        try new.insertPerson(volunteer, in: group.city, tx)
        let id = try new.insertMembership(of: volunteer, to: group, tx)
        try note(.create, group, volunteer, new.filled, tx)
        try Group.refresh(group.id, in: tx)
        return id
    }

    /// Brings back somebody who left: the same person, with trainings and VOG, as a member anew. The
    /// earlier time stays known, and what was typed now is what is known of the person from now on.
    ///
    /// - Throws: As ``join(_:in:)``; `Refusal.already` for who is a member; `.invalid` on `joined_on`
    ///   for a day before the one of leaving.
    @discardableResult
    public func rejoin(
        _ former: Member, _ group: Group, in tx: Transaction
    ) throws -> ID<Member> {
        try GroupPolicy(tx.viewer, group).requireEdit()
        guard let leftOn = former.leftOn, try former.isAway(in: tx) else {
            throw Refusal.already(nil)
        }
        let stored = try Self.record.stored(former.volunteer.value, in: tx)
        let new = try checked(over: stored, in: group, tx)
        if let joinedOn, joinedOn < leftOn {
            throw Refusal.problem("joined_on", "problem.before_left", ["left": .day(leftOn)])
        }
        try requireRoom(in: group, tx)
        let changes = try new.person.changes(from: stored, former.volunteer.value, in: tx)
        try new.savePerson(former.volunteer, in: group.city, changes, tx)
        let id = try new.insertMembership(of: former.volunteer, to: group, tx)
        try note(.change, group, former.volunteer, changes + new.membership.filled, tx)
        try Group.refresh(group.id, in: tx)
        return id
    }

    /// Saves what was changed of a member.
    ///
    /// - Throws: `Refusal.invalid`, `.forbidden`, and `.conflict` when somebody else saved first.
    public func update(
        _ member: Member, of group: Group, version: Int, in tx: Transaction
    ) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        try tx.requireVersion(version, stands: member.version)
        let stored = try Self.stored(member, in: tx)
        let new = try checked(over: stored.person, member, stored.membership, in: group, tx)
        let person = try new.person.changes(from: stored.person, member.volunteer.value, in: tx)
        let place = try new.membership.changes(from: stored.membership, member.id.value, in: tx)
        guard !person.isEmpty || !place.isEmpty else { return }
        try new.savePerson(member.volunteer, in: group.city, person, tx)
        try new.saveMembership(member.id, of: group, place, tx)
        try note(.change, group, member.volunteer, person + place, tx)
        try Group.refreshAll(with: member.volunteer, in: tx)
    }

    var keptEmail: String? { email.flatMap(EmailAddress.kept) }

    /// The most members that a group may have by its rules.
    public static func most(in group: Group, _ tx: Transaction) throws -> Int {
        try Rules.value("group.maximum", of: group.ruleVersion, in: tx)
    }

    private func requireRoom(in group: Group, _ tx: Transaction) throws {
        let most = try MemberDraft.most(in: group, tx)
        guard group.memberCount < most else {
            throw Refusal.problem("name", "problem.group_full", ["maximum": .number(most)])
        }
    }

    private func note(
        _ action: Action, _ group: Group, _ volunteer: ID<Volunteer>, _ fields: [String],
        _ tx: Transaction
    ) throws {
        let ref = "\(group.ref)/\(volunteer.value)"
        try tx.audit(action, .volunteer, ref, city: group.city, fields: fields)
        try tx.process(.support, .volunteer, ref, fields: fields)
    }
}

/// A member as he or she stands: what is known of the person, and of the time in the group.
public struct StoredMember: Sendable {
    public let person: StoredRecord<MemberDraft>
    public let membership: StoredRecord<MemberDraft>

    /// Both in one draft.
    public var draft: MemberDraft {
        MemberDraft.membership.draft(membership.values, over: person.draft)
    }
}
