import SQLite

/// The only code that opens values sealed under the key "life": what could lead to a defender.
struct LifeVault: Sendable {
    private let keys: KeyRing

    init(_ keys: KeyRing) { self.keys = keys }

    func seal(_ text: String?, _ place: SealedPlace) throws -> [UInt8]? {
        try text.map { try keys.seal($0, place, keys.sealing(.life)) }
    }

    func open(_ sealed: [UInt8]?, _ place: SealedPlace) throws -> String? {
        try sealed.map { try keys.open($0, place, .life) }
    }
}
