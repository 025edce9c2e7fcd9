import SQLite

/// The rows that one record of a family takes over from another, each written down so that it can be
/// given back.
struct MergedRows {
    private let merge: ID<FamilyMerge>
    private let other: Family
    private let kept: Family

    init(_ merge: ID<FamilyMerge>, from other: Family, to kept: Family) {
        (self.merge, self.other, self.kept) = (merge, other, kept)
    }

    /// Tables of which whole rows go over, with what must not stand in the kept record already.
    private static let tables: [(table: SQL, unless: SQL)] = [
        ("family_members", "0"), ("needs", "0"), ("sensitive_notes", "0"), ("matches", "0"),
        ("check_in_windows", "0"), ("check_ins", "0"), ("family_codes", "0"),
        (
            "milestones",
            """
            EXISTS (SELECT 1 FROM milestones AS own WHERE own.family_id = wanted.kept
                AND own.code = milestones.code
                AND ifnull(own.person_id, 0) = ifnull(milestones.person_id, 0))
            """
        ),
        (
            "family_contacts",
            """
            EXISTS (SELECT 1 FROM family_contacts AS own WHERE own.family_id = wanted.kept
                AND own.programme = family_contacts.programme
                AND own.contact_id = family_contacts.contact_id AND own.until_on IS NULL)
            """
        ),
    ]

    /// Tables that tell whose of the family something is.
    private static let ofPeople: [SQL] = ["needs", "milestones", "check_ins"]

    func take(in tx: Transaction) throws {
        let twins = try twins(in: tx)
        for (mine, theirs) in twins { try point(theirs, to: mine, tx) }
        for (table, unless) in MergedRows.tables {
            let besides: SQL =
                table.text == "family_members" ? "id IN \(list: twins.map(\.theirs))" : unless
            let rows: [Int64] = try tx.db.values(
                """
                SELECT \(table).id FROM \(table), (SELECT \(kept.id) AS kept) AS wanted
                WHERE family_id = \(other.id) AND NOT (\(besides)) ORDER BY \(table).id
                """)
            try move(rows, of: table, to: kept.id, tx)
            try note(rows, of: table, tx)
        }
        try takeTasks(tx)
        try takeLanguages(tx)
        try tx.db.run(
            """
            INSERT INTO family_codes (family_id, city_id, programmes, code_nl, code_en, reason,
                dropped_at, dropped_by)
            VALUES (\(kept.id), \(kept.city), \(kept.programmes.stored), \(other.code.nl),
                \(other.code.en), \(FormerCode.Reason.merged), \(tx.now), \(tx.viewer.userID))
            """)
    }

    private func move(
        _ rows: [Int64], of table: SQL, to family: ID<Family>, _ tx: Transaction
    ) throws {
        // A step of a match is not taken back for a family that was not there.
        let touched: SQL = table.text == "matches" ? ", updated_at = \(tx.now)" : ""
        try tx.db.run(
            "UPDATE \(table) SET family_id = \(family)\(touched) WHERE id IN \(list: rows)")
    }

    private func note(_ rows: [Int64], of table: SQL, _ tx: Transaction) throws {
        for row in rows {
            try tx.db.run(
                """
                INSERT INTO family_merge_rows (merge_id, place, row_id)
                VALUES (\(merge), \(table.text), \(row))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// People whom both records have, by name and year of birth.
    private func twins(
        in tx: Transaction
    ) throws -> [(mine: ID<FamilyMember>, theirs: ID<FamilyMember>)] {
        func people(_ family: Family) throws -> [FamilyMember] {
            try tx.db.all(
                """
                SELECT \(FamilyMember.columns) FROM family_members
                WHERE family_id = \(family.id) AND left_on IS NULL ORDER BY id LIMIT 200
                """
            ) { row in try FamilyMember(&row, tx.keys) }
        }
        var mine = try people(kept)
        return try people(other).compactMap { person in
            guard let index = mine.firstIndex(where: { $0.isPlainly(person) }) else { return nil }
            return (mine.remove(at: index).id, person.id)
        }
    }

    /// What is of the one is of the other, who is the same person.
    private func point(
        _ person: ID<FamilyMember>, to twin: ID<FamilyMember>, _ tx: Transaction
    ) throws {
        for table in MergedRows.ofPeople {
            let rows: [Int64] = try tx.db.values(
                """
                SELECT id FROM \(table) WHERE family_id = \(other.id) AND person_id = \(person)
                """)
            for row in rows {
                let pointed = try tx.db.run(
                    "UPDATE OR IGNORE \(table) SET person_id = \(twin) WHERE id = \(row)")
                guard pointed == 1 else { continue }
                try tx.db.run(
                    """
                    INSERT INTO family_merge_rows (merge_id, place, row_id, person_id)
                    VALUES (\(merge), \(table.text), \(row), \(person))
                    """)
            }
        }
    }

    /// Tasks of people and of goals go along; those of rules end with the record, and are made anew.
    private func takeTasks(_ tx: Transaction) throws {
        let kinds: [Task.Kind] = [.free, .promise, .goal]
        let rows: [Int64] = try tx.db.values(
            """
            SELECT id FROM tasks
            WHERE subject_id = \(other.id) AND subject = \(Subject.family)
                AND kind IN \(list: kinds)
            """)
        try tx.db.run("UPDATE tasks SET subject_id = \(kept.id) WHERE id IN \(list: rows)")
        try note(rows, of: "tasks", tx)
        let talks: [Int64] = try tx.db.values(
            """
            SELECT id FROM talks WHERE subject_id = \(other.id) AND subject = \(Subject.family)
            """)
        try tx.db.run("UPDATE talks SET subject_id = \(kept.id) WHERE id IN \(list: talks)")
        try note(talks, of: "talks", tx)
    }

    private func takeLanguages(_ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT OR IGNORE INTO family_languages (family_id, language)
            SELECT \(kept.id), language FROM family_languages WHERE family_id = \(other.id)
            """)
    }

    /// Gives every row back that is still the kept record's.
    func giveBack(in tx: Transaction) throws {
        let rows = try tx.db.all(
            """
            SELECT place, row_id, person_id FROM family_merge_rows
            WHERE merge_id = \(merge) ORDER BY place, row_id
            """
        ) { row in
            (
                place: try row.next() as String, id: try row.next() as Int64,
                person: try row.next() as Int64?
            )
        }
        for row in rows { try giveBack(row.place, row.id, row.person, tx) }
        try tx.db.run(
            """
            DELETE FROM family_codes WHERE family_id = \(kept.id) AND code_nl = \(other.code.nl)
                AND reason = \(FormerCode.Reason.merged)
            """)
    }

    private func giveBack(
        _ place: String, _ row: Int64, _ person: Int64?, _ tx: Transaction
    ) throws {
        if ["tasks", "talks"].contains(place) {
            let table: SQL = place == "tasks" ? "tasks" : "talks"
            try tx.db.run(
                """
                UPDATE \(table) SET subject_id = \(other.id)
                WHERE id = \(row) AND subject = \(Subject.family) AND subject_id = \(kept.id)
                """)
            return
        }
        guard let table = MergedRows.tables.map(\.table).first(where: { $0.text == place }) else {
            throw Damaged.code("family_merge_rows")
        }
        try tx.db.run(
            """
            UPDATE \(table) SET family_id = \(other.id)
            WHERE id = \(row) AND family_id IN (\(kept.id), \(other.id))
            """)
        if let person {
            try tx.db.run("UPDATE \(table) SET person_id = \(person) WHERE id = \(row)")
        }
        // A goal of the municipality is its task, wherever the goal stands.
        if place == "needs" {
            try tx.db.run(
                """
                UPDATE tasks SET subject_id = \(other.id)
                WHERE need_id = \(row) AND subject = \(Subject.family)
                """)
        }
    }
}

extension FamilyMember {
    /// Whether two rows are of one person: the same name in whichever script, and year of birth.
    func isPlainly(_ other: FamilyMember) -> Bool {
        let names = [name, originalName].compactMap { $0 }.map { SearchText.found($0) }
        let others = [other.name, other.originalName].compactMap { $0 }.map { SearchText.found($0) }
        return birthYear == other.birthYear && names.contains { others.contains($0) }
    }
}
