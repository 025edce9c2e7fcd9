import Foundation
import SQLite

/// A member as a coordinator types one.
public struct MemberDraft: Sendable {
    @TypedLine public var name = ""
    @TypedLine public var email: String? = nil
    @TypedLine public var phone: String? = nil
    public var birthYear: Int?
    public var isAdult = false
    public var isContact = false
    public var joinedOn: Day?
    public var codeOfConductOn: Day?
    public var languages: [String] = []
    public var skills: [Theme] = []

    public init() {}

    /// The draft that shows a member as he or she is.
    public init(_ member: Member) {
        name = member.name
        email = member.email
        phone = member.phone
        birthYear = member.birthYear
        isAdult = member.isAdultDeclared
        isContact = member.isContact
        joinedOn = member.joinedOn
        codeOfConductOn = member.codeOfConductOn
        languages = member.languages
        skills = member.skills
    }

    /// Adds a member to a group.
    ///
    /// - Returns: The reference of another group of the city in which somebody has the same e-mail
    ///   address; a warning, not a refusal.
    /// - Throws: `Refusal.invalid` for each field, among them a birth year of somebody under 18 and a
    ///   full group; `Refusal.forbidden` without the right.
    @discardableResult
    public func join(_ group: Group, in tx: Transaction) throws -> ID<Member> {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let rules = try Rules.of(group.ruleVersion, in: tx)
        let today = try City.find(group.city, in: tx).today(tx)
        try check(today, rules)
        try requireRoom(in: group, rules)
        let volunteer: ID<Volunteer> = try tx.newID("volunteers")
        try insert(volunteer, city: group.city, tx)
        let id = try addMembership(of: volunteer, to: group, from: joinedOn ?? today, tx)
        try note(.create, group, volunteer, tx)
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
        let rules = try Rules.of(group.ruleVersion, in: tx)
        let today = try City.find(group.city, in: tx).today(tx)
        try check(today, rules)
        if let joinedOn, joinedOn < leftOn {
            throw Refusal.problem("joined_on", "problem.before_left", ["left": .day(leftOn)])
        }
        try requireRoom(in: group, rules)
        try overwrite(former.volunteer, tx)
        let day = joinedOn ?? today
        let id = try addMembership(of: former.volunteer, to: group, from: day, tx)
        try note(.change, group, former.volunteer, tx)
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
        let today = try City.find(group.city, in: tx).today(tx)
        try check(today, try Rules.of(group.ruleVersion, in: tx))
        if let leftOn = member.leftOn, let joinedOn, joinedOn > leftOn {
            throw Refusal.problem("joined_on", "problem.left_before_joined")
        }
        try overwrite(member.volunteer, tx)
        if isContact { try Member.clearContact(of: group.id, in: tx) }
        try tx.db.run(
            """
            UPDATE memberships SET is_contact = \(isContact),
                code_of_conduct_on = \(codeOfConductOn), joined_on = \(joinedOn ?? member.joinedOn),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(member.id)
            """)
        try note(.change, group, member.volunteer, tx)
        try Group.refreshAll(with: member.volunteer, in: tx)
    }

    private func requireRoom(in group: Group, _ rules: Rules) throws {
        let most = try rules.value("group.maximum")
        guard group.memberCount < most else {
            throw Refusal.problem("name", "problem.group_full", ["maximum": .number(most)])
        }
    }

    private func addMembership(
        of volunteer: ID<Volunteer>, to group: Group, from day: Day, _ tx: Transaction
    ) throws -> ID<Member> {
        if isContact { try Member.clearContact(of: group.id, in: tx) }
        try tx.db.run(
            """
            INSERT INTO memberships (group_id, volunteer_id, is_contact, code_of_conduct_on,
                joined_on, created_at, updated_at)
            VALUES (\(group.id), \(volunteer), \(isContact), \(codeOfConductOn), \(day),
                \(tx.now), \(tx.now))
            """)
        return ID(tx.db.lastInsertedRowID)
    }

    var keptEmail: String? { email.flatMap(EmailAddress.kept) }

    private func insert(_ id: ID<Volunteer>, city: ID<City>, _ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO volunteers (id, city_id, name_sealed, created_at, updated_at)
            VALUES (\(id), \(city), \(try tx.keys.seal(name, Volunteer.place("name", id))),
                \(tx.now), \(tx.now))
            """)
        try overwrite(id, tx)
    }

    private func overwrite(_ id: ID<Volunteer>, _ tx: Transaction) throws {
        let keys = tx.keys
        try tx.db.run(
            """
            UPDATE volunteers SET name_sealed = \(try keys.seal(name, Volunteer.place("name", id))),
                email_sealed = \(try keys.seal(keptEmail, Volunteer.place("email", id))),
                email_token = \(try keptEmail.map { try keys.token($0, "volunteers.email") }),
                phone_sealed = \(try keys.seal(phone, Volunteer.place("phone", id))),
                birth_year = \(birthYear), is_adult = \(isAdult),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.db.run("DELETE FROM volunteer_languages WHERE volunteer_id = \(id)")
        for language in Set(languages).sorted() {
            try tx.db.run(
                "INSERT INTO volunteer_languages (volunteer_id, language) VALUES (\(id), \(language))"
            )
        }
        try tx.db.run("DELETE FROM volunteer_skills WHERE volunteer_id = \(id)")
        for skill in Set(skills) {
            try tx.db.run(
                "INSERT INTO volunteer_skills (volunteer_id, theme) VALUES (\(id), \(skill))")
        }
    }

    private func check(_ today: Day, _ rules: Rules) throws {
        var problems: [Problem] = []
        if !(1...200).contains(name.count) { problems.append(Problem("name", "problem.name")) }
        if let problem = email.flatMap(EmailAddress.problem) { problems.append(problem) }
        problems += birthYearProblems(today, minimumAge: try rules.value("member.minimum_age"))
        problems += [("joined_on", joinedOn), ("code_of_conduct_on", codeOfConductOn)].compactMap {
            DayRange.past(today).problem($0.1, $0.0)
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    /// By birth year only: below 18 is refused, exactly 18 and unknown need the tick.
    private func birthYearProblems(_ today: Day, minimumAge: Int) -> [Problem] {
        guard let birthYear else {
            return isAdult ? [] : [Problem("is_adult", "problem.adult_tick")]
        }
        guard (1900...today.year).contains(birthYear) else {
            return [Problem("birth_year", "problem.birth_year", ["year": .number(today.year)])]
        }
        let age = today.year - birthYear
        if age < minimumAge {
            return [Problem("birth_year", "problem.under_age", ["age": .number(minimumAge)])]
        }
        return age == minimumAge && !isAdult ? [Problem("is_adult", "problem.adult_tick")] : []
    }

    private func note(
        _ action: Action, _ group: Group, _ volunteer: ID<Volunteer>, _ tx: Transaction
    ) throws {
        let fields = ["name", "email", "phone", "birth_year", "languages", "skills"]
        try tx.audit(
            action, .volunteer, "\(group.ref)/\(volunteer.value)", city: group.city, fields: fields)
        try tx.process(.support, .volunteer, "\(group.ref)/\(volunteer.value)", fields: fields)
    }
}
