/// Requests of the table, changed as an attacker or a broken client might.
enum Mutation {
    private static let words = [
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", "\0", ":", ";", ",", "0", "ffffffffffffffff",
        "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n", "HTTP/1.1",
        "Connection: close\r\n", "Expect: 100-continue\r\n", "1\r\na\r\n", "0\r\n\r\n",
        "%00", "%", "..", "//", "\u{7F}", "\"", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ].map { Array($0.utf8) }

    static func mutated(_ vectors: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = vectors.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            if Bool.random(using: &random) {
                changeBytes(&bytes, &random)
            } else {
                changeRows(&bytes, vectors, &random)
            }
        }
        return bytes
    }

    /// One place: another byte, one less, a word more.
    private static func changeBytes(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 8))
        default: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
        }
    }

    /// Whole pieces: cut off, twice, swapped, another row behind or in the middle.
    private static func changeRows(
        _ bytes: inout [UInt8], _ vectors: [[UInt8]], _ random: inout SeededGenerator
    ) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let end = Int.random(in: place...bytes.count, using: &random)
        let other = vectors.randomElement(using: &random) ?? []
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.removeLast(bytes.count - place)
        case 1: bytes.removeFirst(place)
        case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
        case 3: bytes = Array(bytes[place...] + bytes[..<place])
        case 4: bytes.append(contentsOf: other)
        default: bytes.replaceSubrange(place..<end, with: other.dropFirst(other.count / 2))
        }
    }
}
