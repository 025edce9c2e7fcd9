import SQLite

/// What hides of which form of which record a draft is, for drafts of before.
enum DraftHiding {
    /// Puts the keyed hash in the place of the form, and seals its page.
    static func all(_ db: Connection, _ keys: KeyRing) throws {
        let drafts = try db.all("SELECT id, user_id, form FROM drafts") { row in
            (
                id: try row.next() as ID<Draft>, user: try row.next() as Int64,
                told: String(decoding: try row.next() as [UInt8], as: UTF8.self)
            )
        }
        for draft in drafts {
            let parts = draft.told.split(
                separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let form = try Draft.token(String(parts[0]), draft.user, keys)
            let path = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
            try db.run(
                """
                UPDATE drafts SET form = \(form),
                    path_sealed = \(try keys.seal(path, Draft.pathPlace(draft.id)))
                WHERE id = \(draft.id)
                """)
        }
    }
}
