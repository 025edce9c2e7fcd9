/// An answer that is ready for the socket but for the lines that are added when it is sent.
struct Answer: Sendable {
    let status: Int
    /// Status line and fields, each with its CRLF; without Date, Connection and the empty line.
    var head: [UInt8]
    var body: [UInt8]
    /// What of `body` is sent; empty in the answer to HEAD.
    var part: Range<Int>
    /// Whether `body` is memory that stays in any case, such as a file.
    var isShared = false
    var refusal: Refusal?
    var route: String?
    var label: String?
    var isLogged = true

    init(status: Int, head: [UInt8], body: [UInt8], part: Range<Int>) {
        self.status = status
        self.head = head
        self.body = body
        self.part = part
    }

    /// Bytes of head and content.
    var count: Int { head.count + part.count }
}
