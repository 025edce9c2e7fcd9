import FoundationEssentials
import HTTPTypes

/// A file in memory, as it is and compressed once, with the fields of its answers ready.
struct StaticFile: Sendable {
    struct Variant: Sendable {
        let bytes: [UInt8]
        /// A strong entity tag with its quotes.
        let tag: String
        /// What describes the content; left out of a 304.
        let contentFields: [UInt8]
    }

    /// Where it is served, with its fingerprint.
    let path: String
    let identity: Variant
    /// nil where gzip would not make it smaller.
    let gzip: Variant?
    /// When and how long it was when it was read.
    let stamp: FileStamp

    init(
        path: String, fingerprint: String, type: String, bytes: [UInt8], stamp: FileStamp,
        gzip level9: Gzip
    ) {
        self.path = path
        self.stamp = stamp
        identity = Variant(
            bytes: bytes, tag: "\"\(fingerprint)\"",
            contentFields: Array("Content-Type: \(type)\r\n".utf8))
        let smaller = MediaType.isCompressible(type) ? level9.compress(bytes) : nil
        gzip = smaller.flatMap { smaller in
            guard smaller.count < bytes.count else { return nil }
            return Variant(
                bytes: smaller, tag: "\"\(fingerprint)-gzip\"",
                contentFields: Array(
                    "Content-Type: \(type)\r\nContent-Encoding: gzip\r\n".utf8))
        }
    }

    /// The representation that a client prefers.
    func variant(for head: RequestHead) -> Variant {
        guard let gzip, AcceptEncoding(head[.acceptEncoding]).prefersGzip else { return identity }
        return gzip
    }
}

/// What tells a changed file from an unchanged one without reading it.
struct FileStamp: Equatable, Sendable {
    let modified: Date
    let size: Int

    /// nil for what is not a regular file.
    init?(_ url: URL) {
        guard
            let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let modified = attributes[.modificationDate] as? Date,
            let size = attributes[.size] as? Int
        else { return nil }
        self.modified = modified
        self.size = size
    }
}

/// A short name for content: FNV-1a of 64 bits, in hexadecimal digits.
///
/// It tells versions of our own files apart; it is no protection against somebody who makes them
/// collide on purpose.
enum Fingerprint {
    static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
