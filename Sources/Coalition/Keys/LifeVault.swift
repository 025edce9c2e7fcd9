import SQLite

/// The only code that opens values sealed under the key "life": what could lead to a defender.
package struct LifeVault: Sendable {
    private let keys: KeyRing

    package init(_ keys: KeyRing) { self.keys = keys }

    package func seal(_ text: String?, _ place: SealedPlace) throws -> [UInt8]? {
        try text.map { try keys.seal($0, place, keys.sealing(.life)) }
    }

    /// Opens a value for somebody whose look is already written down: no row, no answer.
    func open(_ sealed: [UInt8]?, _ place: SealedPlace, _: Disclosure) throws -> String? {
        try sealed.map { try keys.open($0, place, .life) }
    }
}
