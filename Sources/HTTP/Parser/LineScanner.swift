/// Finds lines that end in CRLF, RFC 9112 section 2.2, and remembers what it has seen already.
struct LineScanner: Sendable {
    /// Where the next line begins.
    private(set) var start: Int
    /// Up to where no line feed was found.
    private var seen: Int

    init(start: Int = 0) {
        self.start = start
        seen = start
    }

    /// The next line without its CRLF, or nil while it is not complete.
    ///
    /// The length is judged before the content, so that the outcome does not depend on how the
    /// bytes were cut.
    mutating func next(
        _ bytes: Bytes, endingBefore limit: Int, else tooLong: Refusal
    ) throws(Refusal) -> Range<Int>? {
        let feed = bytes.firstIndex(of: 0x0A, in: seen..<bytes.count)
        guard (feed.map { $0 + 1 } ?? bytes.count) <= limit else { throw tooLong }
        guard let feed else {
            seen = bytes.count
            return nil
        }
        guard feed > start, bytes[feed - 1] == 0x0D else { throw .bareLineFeed }
        let line = start..<feed - 1
        guard bytes.firstIndex(of: 0x0D, in: line) == nil else { throw .bareCarriageReturn }
        start = feed + 1
        seen = start
        return line
    }
}
