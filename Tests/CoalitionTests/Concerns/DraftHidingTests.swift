import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A draft in the database")
struct DraftHidingTests {
    @Test("says neither which form of which record it is of, nor on which page")
    func hidden() throws {
        let scene = try LogScene()
        try scene.fixture.write(scene.hanneke) {
            try Draft.save("log:G-7K3Q", body: "note=Fiets", path: "/groups/G-7K3Q/log", in: $0)
        }
        let rows = try scene.fixture.records.database.read { db in
            try db.all("SELECT form, path_sealed FROM drafts") { row in
                (try row.next() as [UInt8], try row.next() as [UInt8])
            }
        }
        for bytes in rows.flatMap({ [$0.0, $0.1] }) {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("G-7K3Q") && !text.contains("log"))
        }
        let found = try scene.fixture.read(scene.hanneke) { try Draft.find("log:G-7K3Q", in: $0) }
        #expect(found?.body == "note=Fiets")
    }

    @Test("of before is hidden when the schema is brought up to date")
    func before() throws {
        let scene = try LogScene()
        let user = try #require(scene.hanneke.userID)
        let path = try scene.fixture.write(scene.hanneke) { tx in
            try Draft.save("log:G-7K3Q", body: "note=Fiets", in: tx)
            try tx.db.run(
                """
                UPDATE drafts SET path_sealed = NULL,
                    form = CAST('log:G-7K3Q' || char(10) || '/groups/G-7K3Q/log' AS BLOB)
                WHERE user_id = \(user)
                """)
            try DraftHiding.all(tx.db, tx.keys)
            _ = try Draft.setAside("log:G-7K3Q", in: tx)
            return try Draft.takeBack("log:G-7K3Q", in: tx)
        }
        #expect(path == "/groups/G-7K3Q/log")
    }
}
