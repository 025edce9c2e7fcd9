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
        /// What a 200 and a 304 have alike, RFC 9110 section 15.4.5; without Cache-Control.
        let standingFields: [UInt8]

        init(_ bytes: [UInt8], tag: String, contentFields: String, isCoded: Bool) {
            self.bytes = bytes
            self.tag = tag
            self.contentFields = Array(contentFields.utf8)
            let vary = isCoded ? "Vary: Accept-Encoding\r\n" : ""
            standingFields = Array("ETag: \(tag)\r\n\(vary)".utf8)
        }
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
        let compressed = MediaType.isCompressible(type) ? level9.compress(bytes) : nil
        let smaller = compressed.flatMap { $0.count < bytes.count ? $0 : nil }
        let content = "Content-Type: \(type)\r\n"
        identity = Variant(
            bytes, tag: "\"\(fingerprint)\"", contentFields: content, isCoded: smaller != nil)
        gzip = smaller.map {
            Variant(
                $0, tag: "\"\(fingerprint)-gzip\"",
                contentFields: content + "Content-Encoding: gzip\r\n", isCoded: true)
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
