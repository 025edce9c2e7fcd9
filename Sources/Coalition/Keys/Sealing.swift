import Crypto
import Foundation
import SQLite

/// Where a sealed value stands; the bytes are bound to it and open nowhere else.
public struct SealedPlace: Sendable {
    let associatedData: [UInt8]

    /// The place of a column of one row, for example `SealedPlace("volunteers.name", 12)`.
    public init(_ column: String, _ id: Int64) {
        associatedData = Array("\(column):\(id)".utf8)
    }
}

/// AES-256-GCM in a BLOB: format 1, key number, 12 bytes nonce, ciphertext, 16 bytes tag.
extension KeyRing {
    private static let format: UInt8 = 1

    /// Seals text for a place under the key in use for personal data.
    package func seal(_ text: String, _ place: SealedPlace) throws -> [UInt8] {
        try seal(text, place, sealing(.personal))
    }

    /// Seals text when there is any; nil stays NULL.
    func seal(_ text: String?, _ place: SealedPlace) throws -> [UInt8]? {
        try text.map { try seal($0, place) }
    }

    /// Opens personal text.
    ///
    /// - Throws: `Damaged.sealed` when the bytes were changed, moved or sealed for another purpose.
    func open(_ sealed: [UInt8], _ place: SealedPlace) throws -> String {
        try open(sealed, place, .personal)
    }

    /// Opens text when there is any.
    func open(_ sealed: [UInt8]?, _ place: SealedPlace) throws -> String? {
        try sealed.map { try open($0, place) }
    }

    func seal(_ text: String, _ place: SealedPlace, _ key: Key) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            Array(text.utf8), using: key.secret, authenticating: place.associatedData)
        guard let combined = box.combined else { throw Damaged.sealed }
        return [KeyRing.format, key.number] + combined
    }

    func open(_ sealed: [UInt8], _ place: SealedPlace, _ purpose: Purpose) throws -> String {
        guard sealed.count >= 30, sealed[0] == KeyRing.format, let key = key(sealed[1]),
            key.purpose == purpose
        else { throw Damaged.sealed }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed[2...])
            let bytes = try AES.GCM.open(
                box, using: key.secret, authenticating: place.associatedData)
            return String(decoding: bytes, as: UTF8.self)
        } catch { throw Damaged.sealed }
    }

    /// A keyed hash by which a sealed value can be found again, equal for equal folded text.
    package func token(_ text: String, _ column: String) throws -> [UInt8] {
        let message = Array("\(column):\(SortKey.folded(text))".utf8)
        return Array(
            HMAC<SHA256>.authenticationCode(for: message, using: try sealing(.index).secret))
    }

    /// 16 bits of a keyed hash of a folded word, for what many words may share.
    func shortToken(_ word: String, _ place: String) throws -> Int {
        KeyRing.shortToken(word, place, try sealing(.index))
    }

    /// The same by every key of the index, as a word may have been written under an earlier one.
    func shortTokens(_ word: String, _ place: String) -> [Int] {
        numbers.filter { $0.purpose == .index }.compactMap { key(UInt8($0.number)) }
            .map { KeyRing.shortToken(word, place, $0) }
    }

    private static func shortToken(_ word: String, _ place: String, _ key: Key) -> Int {
        var hash = HMAC<SHA256>(key: key.secret)
        hash.update(data: Array("\(place):\(word)".utf8))
        return hash.finalize().prefix(2).reduce(0) { $0 << 8 | Int($1) }
    }

    /// A keyed hash by which exactly the same text is known again, without keeping it.
    func digest(_ text: String, _ use: String) throws -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Array("\(use):\(text)".utf8), using: try sealing(.index).secret))
    }

    /// The link of a chained log row after the one before it.
    func chained(_ previous: [UInt8], _ row: String) throws -> [UInt8] {
        let key = try sealing(.audit).secret
        return Array(HMAC<SHA256>.authenticationCode(for: previous + Array(row.utf8), using: key))
    }
}
