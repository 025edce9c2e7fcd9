import Foundation
import SQLite

/// That a family was split from another one, or into it, as one of the two parts keeps it: sealed, so
/// that nothing of the one names the other.
///
/// After a split for safety only the safeguarding role knows of it, and who coordinates the part that
/// left; where nobody holds the role, the network does its work.
public struct FamilyParting: Sendable {
    /// Why a family is split.
    public enum Kind: String, Code { case ordinary, safety }

    public let kind: Kind
    /// The day on which they parted.
    public let on: Day
    let other: ID<Family>
    /// Who made the record of the part that left, in that record; nil in the one that stayed.
    private let maker: ID<User>?
    /// Rows of people who left, in the record that they left.
    let traces: [Int64]
    private let row: Int64

    /// Roles that know of a split for safety.
    public static let knowers: Set<Role> = [.safeguarding, .network]

    private struct Sealed: Codable {
        let kind: String
        let on: String
        let other: Int64
        var maker: Int64?
        var traces: [Int64] = []
    }

    private init(_ row: Int64, _ bytes: [UInt8], _ keys: KeyRing) throws {
        let text = try keys.open(bytes, FamilyParting.place(row))
        let sealed = try JSONDecoder().decode(Sealed.self, from: Data(text.utf8))
        guard let kind = Kind(rawValue: sealed.kind), let on = Day(iso: sealed.on) else {
            throw Damaged.sealed
        }
        (self.kind, self.on, self.row) = (kind, on, row)
        (other, traces) = (ID(sealed.other), sealed.traces)
        maker = sealed.maker.map { ID($0) }
    }

    private static func place(_ row: Int64) -> SealedPlace {
        SealedPlace("family_partings.link", row)
    }

    /// Those of a family, whoever may know of them.
    static func all(of family: ID<Family>, in tx: Transaction) throws -> [FamilyParting] {
        try tx.db.all(
            "SELECT id, link_sealed FROM family_partings WHERE family_id = \(family) ORDER BY id"
        ) { row in try FamilyParting(try row.next(), try row.next(), tx.keys) }
    }

    /// Whether a family was ever split for safety, so that nothing says where it went.
    static func isSafe(_ family: ID<Family>, in tx: Transaction) throws -> Bool {
        try all(of: family, in: tx).contains { $0.kind == .safety }
    }

    /// The families from which one is kept apart for safety.
    static func keptApart(from family: ID<Family>, in tx: Transaction) throws -> Set<ID<Family>> {
        Set(try all(of: family, in: tx).filter { $0.kind == .safety }.map(\.other))
    }

    /// Those of a family that the viewer may know of.
    public static func known(of family: Family, in tx: Transaction) throws -> [FamilyParting] {
        let all = try all(of: family.id, in: tx)
        guard !all.isEmpty else { return [] }
        let knows = try knowsSafety(family, in: tx)
        let coordinates = FamilyPolicy(tx.viewer, family).mayEdit
        let isOwn = try coordinates && family.coordinator(in: tx)?.isViewer == true
        return all.filter { parting in
            switch parting.kind {
            case .ordinary: knows || coordinates
            case .safety: knows || (isOwn && parting.maker != nil)
            }
        }
    }

    /// Whether the viewer looks after safety here, by role or because nobody holds it.
    static func knowsSafety(_ family: Family, in tx: Transaction) throws -> Bool {
        let policy = FamilyPolicy(tx.viewer, family)
        if policy.holds([.safeguarding]) { return true }
        return try policy.holds([.network])
            && Safeguarding.isVacant(for: family.programmes, in: tx)
    }

    /// Whether the viewer can make one family again of what was split for safety.
    public static func mayReunite(_ family: Family, in tx: Transaction) throws -> Bool {
        try knowsSafety(family, in: tx) && !Family.State.over.contains(family.state)
            && isSafe(family.id, in: tx)
    }

    /// Opens of whom a family was parted, and writes down who looked. Needs a write transaction: without
    /// the row there is no answer.
    ///
    /// - Throws: `Refusal.notFound` for a family that was not split, and for who may not know of it.
    public static func open(
        of family: Family, in tx: Transaction
    ) throws -> [(parting: FamilyParting, other: Family)] {
        let known = try known(of: family, in: tx)
        guard !known.isEmpty else { throw Refusal.notFound }
        try tx.audit(.open, .family, family.ref, city: family.city, fields: ["members"])
        return try known.map { ($0, try Family.find($0.other, in: tx)) }
    }

    /// Writes down that two records are parts of what was one family.
    ///
    /// - Parameter traces: Rows of those who left, in the record that stays.
    static func write(
        _ kind: Kind, between family: ID<Family>, and part: ID<Family>, on day: Day,
        traces: [Int64], in tx: Transaction
    ) throws {
        for (own, other, rows) in [(family, part, traces), (part, family, [])] {
            let sealed = Sealed(
                kind: kind.rawValue, on: day.iso, other: other.value,
                // Whoever coordinates the part that left knows of it, and nobody of the other.
                maker: own == part ? tx.viewer.userID?.value : nil, traces: rows)
            try insert(sealed, of: own, in: tx)
        }
    }

    private static func insert(
        _ sealed: Sealed, of family: ID<Family>, in tx: Transaction
    ) throws {
        let row = Int64(tx.random.next() >> 12)
        let text = String(decoding: try JSONEncoder().encode(sealed), as: UTF8.self)
        try tx.db.run(
            """
            INSERT INTO family_partings (id, family_id, link_sealed)
            VALUES (\(row), \(family), \(try tx.keys.seal(text, place(row))))
            """)
    }

    /// A family that moves to another city is kept apart there from whom it is kept apart here.
    static func follow(_ old: ID<Family>, to new: ID<Family>, in tx: Transaction) throws {
        for parting in try all(of: old, in: tx) {
            func sealed(_ other: ID<Family>, _ maker: ID<User>?) -> Sealed {
                Sealed(
                    kind: parting.kind.rawValue, on: parting.on.iso, other: other.value,
                    maker: maker?.value)
            }
            // Who coordinates it there may not know of a record of another city.
            try insert(sealed(parting.other, nil), of: new, in: tx)
            for back in try all(of: parting.other, in: tx) where back.other == old {
                try insert(sealed(new, back.maker), of: parting.other, in: tx)
            }
        }
    }

    /// The parts are one family again: nothing tells that they were not.
    static func remove(
        between family: ID<Family>, and other: ID<Family>, in tx: Transaction
    ) throws {
        let rows =
            try all(of: family, in: tx).filter { $0.other == other }
            + (try all(of: other, in: tx).filter { $0.other == family })
        for parting in rows {
            try tx.db.run("DELETE FROM family_partings WHERE id = \(parting.row)")
            try tx.db.run(
                "DELETE FROM family_members WHERE id IN \(list: parting.traces)")
        }
    }
}
