import Coalition
import Foundation
import SQLite
import Synchronization

/// A fresh migrated database in a folder of its own, with two cities and the people who work there.
public final class Fixture: Sendable {
    public let records: Records
    public let folder: URL
    public let clock: TestClock
    public let nijmegen: City
    public let haarlem: City
    public let keys: KeyRing

    /// The project's folder, which holds Templates, Public and Migrations.
    public static let home = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Tuesday 24 November 2026, noon in Amsterdam, unless another moment is given.
    public init(at moment: Instant = Instant(milliseconds: 1_795_518_000_000)) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "test.sqlite").path
        try Fixture.copyMigrated(to: path)
        let database = try Database(at: path)
        keys = try KeyRing.generate()
        try Records.bind(keys, to: database)
        let clock = TestClock(moment)
        self.clock = clock
        records = try Records(
            database, keys: keys, clock: Clock { clock.now }, random: .init(seed: 1))
        (nijmegen, haarlem) = try records.write(as: .system) { tx in
            try NewCity(
                "Nijmegen", province: "Gelderland", latitude: 51.8425, longitude: 5.8528
            ).create(in: tx)
            try NewCity(
                "Haarlem", province: "Noord-Holland", latitude: 52.3808, longitude: 4.6368
            ).create(in: tx)
            let cities = try City.all(in: tx)
            for city in cities {
                for programme in Programme.allCases {
                    try CityProgramme.set(programme, .active, since: nil, of: city.id, in: tx)
                }
            }
            return (cities[1], cities[0])
        }
    }

    /// A database with the whole schema and nothing else, made once: to build it anew would cost more
    /// than most tests.
    private static let migrated = Result { () throws -> Data in
        let folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "migrated.sqlite")
        try Schema.migrations(home: Fixture.home).apply(to: file.path)
        return try Data(contentsOf: file)
    }

    public static func copyMigrated(to path: String) throws {
        try migrated.get().write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    deinit {
        records.database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Hanneke coordinates Samen Hier in Nijmegen; the others are who their names say.
    public var hanneke: Viewer { viewer("Hanneke Vos", .local, in: nijmegen) }
    public var officerOfNijmegen: Viewer { viewer("Gerrit Bos", .municipality, in: nijmegen) }
    public var shelterOfNijmegen: Viewer { viewer("Sanne Mulder", .shelter, in: nijmegen) }
    public var coordinatorOfHaarlem: Viewer { viewer("Karim Haddad", .local, in: haarlem) }
    public var officerOfHaarlem: Viewer { viewer("Els Visser", .municipality, in: haarlem) }
    public var network: Viewer { viewer("Esther de Wit", .network) }
    public var admin: Viewer { viewer("Beheer", .admin) }

    public func read<T: Sendable>(_ viewer: Viewer, _ work: (Transaction) throws -> T) throws -> T {
        try records.read(as: viewer, work)
    }

    public func write<T: Sendable>(_ viewer: Viewer, _ work: (Transaction) throws -> T) throws -> T
    {
        try records.write(as: viewer, work)
    }

    private func viewer(_ name: String, _ role: Role, in city: City? = nil) -> Viewer {
        Viewer(userID: nil, name: name, grants: [.init(role, city: city?.id)])
    }
}

extension Fixture {
    /// An empty migrated database that a test fills in its own way, such as with the demo.
    public final class Filled: Sendable {
        public let records: Records
        private let folder: URL

        /// - Parameter fill: Fills the database and says what time it is from then on.
        public init(_ fill: (Database, KeyRing) throws -> Clock) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "filled.sqlite").path
            try Fixture.copyMigrated(to: path)
            let database = try Database(at: path)
            let keys = try KeyRing.generate()
            try Records.bind(keys, to: database)
            records = try Records(database, keys: keys, clock: try fill(database, keys))
        }

        deinit {
            records.database.close()
            try? FileManager.default.removeItem(at: folder)
        }

        public var now: Instant { records.clock.now }
    }
}

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    public init(_ moment: Instant) { self.moment = Mutex(moment) }

    public var now: Instant {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}
