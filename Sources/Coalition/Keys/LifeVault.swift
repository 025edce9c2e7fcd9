import Foundation
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

    /// Several values that are sealed as one.
    func seal<Value: Encodable>(all value: Value, _ place: SealedPlace) throws -> [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        return try keys.seal(text, place, keys.sealing(.life))
    }

    /// The same opened again, for a look that is written down.
    func open<Value: Decodable>(
        all _: Value.Type, _ sealed: [UInt8]?, _ place: SealedPlace, _ look: Disclosure
    ) throws -> Value? {
        try open(sealed, place, look).map {
            try JSONDecoder().decode(Value.self, from: Data($0.utf8))
        }
    }
}
