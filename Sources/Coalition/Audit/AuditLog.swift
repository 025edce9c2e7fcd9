import SQLite

/// What a row of history is about.
public enum Subject: String, Code {
    case cityProgramme = "city_programme"
    /// What somebody of a family said apart; told in no list of changes.
    case checkIn = "check_in"
    /// What was said in a review.
    case review
    case city, group, volunteer, family, match, log, stay, accommodation, guest, task, talk, user,
        session
    /// A version of the rules, by its number; and a training of the network.
    case rules, training
    case builder = "community_builder"
    case contact = "formal_contact"
    /// Told in no list of changes.
    case concern
    /// A family that is offered to another city, by the number of the offer.
    case transfer
    /// A guest proposed for a slot, by the stay's reference and a number; and a cohort, by season and
    /// year.
    case nomination, cohort
}

/// What was done, as the audit log writes it.
public enum Action: String, Code {
    case create, change, transition, delete, open, export
    case signIn = "sign_in"
    case signInFailed = "sign_in_failed"
    case signOut = "sign_out"
    case denied
}

/// Why personal data was processed (AVG article 30).
public enum Purpose: String, Code {
    case support, matching, shelter, safety, administration
}

extension Transaction {
    /// Writes who did what, in the same transaction as the change; without the row no change.
    ///
    /// - Parameters:
    ///   - programme: In which programme, where not every record of the kind has the same.
    ///   - fields: Names of fields, never their values.
    public func audit(
        _ action: Action, _ subject: Subject, _ ref: String, city: ID<City>? = nil,
        of programme: Programme? = nil, fields: [String] = [], result: String = "done"
    ) throws {
        let names = fields.joined(separator: " ")
        let programme = (programme ?? subject.programme)?.rawValue ?? ""
        let row = AuditRow(
            at: now, trace: trace, user: viewer.userID, city: city, programme: programme,
            action: action,
            subject: subject, ref: ref, fields: names, result: result, address: address)
        let link = try ChainHead.find(.audit, in: self).next(row.text, keys)
        try db.run(
            """
            INSERT INTO audit_log
                (id, at, trace, user_id, city_id, programme, action, subject, ref, fields, result,
                address, mac)
            VALUES (\(link.id), \(now), \(trace), \(viewer.userID), \(city), \(programme), \(action),
                \(subject), \(ref), \(names), \(result), \(address), \(link.mac))
            """)
        try link.store(in: self)
    }

    /// Writes what was processed about a subject and for which purpose.
    public func process(
        _ purpose: Purpose, _ subject: Subject, _ ref: String, fields: [String]
    ) throws {
        let names = fields.joined(separator: " ")
        let text = ProcessingRow.text(now, trace, subject, ref, purpose, names)
        let link = try ChainHead.find(.processing, in: self).next(text, keys)
        try db.run(
            """
            INSERT INTO processing_log (id, at, trace, subject, ref, purpose, fields, mac)
            VALUES (\(link.id), \(now), \(trace), \(subject), \(ref), \(purpose), \(names),
                \(link.mac))
            """)
        try link.store(in: self)
    }
}

/// The values of an audit row in the order in which they are chained.
struct AuditRow {
    let at: Instant
    let trace: String
    let user: ID<User>?
    let city: ID<City>?
    /// Empty for what belongs to no programme, and for rows from before programmes were kept.
    let programme: String
    let action: Action
    let subject: Subject
    let ref: String
    let fields: String
    let result: String
    let address: String

    var text: String {
        ChainHead.text(
            [
                String(at.milliseconds), trace, user.map { String($0.value) } ?? "",
                city.map { String($0.value) } ?? "", action.rawValue, subject.rawValue, ref, fields,
                result, address,
            ] + (programme.isEmpty ? [] : [programme]))
    }
}

extension Subject {
    /// The programme to which every record of the kind belongs; nil where it is the record's own.
    var programme: Programme? {
        switch self {
        case .group, .volunteer, .log, .training: .samenHier
        case .stay, .accommodation, .guest, .nomination, .cohort: .shelterCity
        case .cityProgramme, .checkIn, .review, .city, .family, .match, .task, .talk, .user,
            .session, .rules, .builder, .contact, .concern, .transfer:
            nil
        }
    }
}

enum ProcessingRow {
    static func text(
        _ at: Instant, _ trace: String, _ subject: Subject, _ ref: String, _ purpose: Purpose,
        _ fields: String
    ) -> String {
        ChainHead.text([
            String(at.milliseconds), trace, subject.rawValue, ref, purpose.rawValue, fields,
        ])
    }
}
