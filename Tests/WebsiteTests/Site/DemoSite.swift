import Coalition
import CoalitionDemo
import Fixtures
import Foundation
import HTTP
import Logging
import SQLite
import Testing

@testable import Website

/// The whole site over the demo's data, in process, shared by the tests that only look.
final class DemoSite: Sendable {
    static let shared = Result { try DemoSite() }

    let site: Site
    let records: Records
    private let folder: URL

    /// A site of its own, for a test that changes what is there.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-demo-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "demo.sqlite").path
        try Schema.migrations(folder: Fixture.home.appending(path: "Migrations")).apply(to: path)
        let database = try Database(at: path)
        let keys = try KeyRing.generate()
        try Records.bind(keys, to: database)
        try Demo.fill(database, keys: keys, cost: Password.Cost(rounds: 1 << 4))
        records = try Records(database, keys: keys)
        var configuration = Site.Configuration(home: Fixture.home)
        configuration.passwordCost = Password.Cost(rounds: 1 << 4)
        configuration.isDemo = true
        site = Site(
            configuration, records, files: try Site.files(configuration),
            compiled: try SiteFixture.compiled.get(), log: Logger(label: "test"))
    }

    /// A browser in which a demo account is signed in, such as `lokaal.nijmegen`.
    func browser(_ account: String) -> Browser {
        let browser = Browser(site)
        browser.get("/login")
        browser.post(
            "/login", ["email": "\(account)@coalitie.example", "password": Demo.password])
        return browser
    }

    /// The path of a route with real records of a city in place of its parameters; nil for a route
    /// whose parameter the demo has nothing for.
    func path(_ route: Route, in city: String) throws -> String? {
        try RecordPaths(records.database).path(route, in: city)
    }

    /// A reference of a record of a city, by the first part of a path.
    func ref(_ path: String, _ city: String) throws -> String? {
        try RecordPaths(records.database).ref(path, city)
    }
}
