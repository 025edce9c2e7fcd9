import Coalition
import HTTP
import HTTPTypes
import Templates

/// One request on its way to a page: who asks, in which language, with which rights.
struct Context: Sendable {
    let site: Site
    let request: Request
    let route: Route
    let parameters: [String: String]
    /// Nil on pages that need no sign-in.
    let signedIn: SignedIn?
    let language: Language
    let csrf: CsrfToken
    let now: Instant

    var viewer: Viewer {
        signedIn?.viewer ?? Viewer(userID: nil, name: "", grants: [])
    }

    var words: Words { site.templates.catalogue.words(language) }

    /// A parameter of the path, such as `ref`.
    func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw Refusal.notFound }
        return value
    }

    /// A number in the path.
    func number(_ name: String) throws -> Int64 {
        guard let value = Int64(try parameter(name)), value > 0 else { throw Refusal.notFound }
        return value
    }

    /// The fields behind the question mark; unreadable ones count as absent.
    var query: Values { Values(parsing: request.query ?? "") }

    /// One snapshot, seen by this person.
    func read<T: Sendable>(_ work: (Transaction) throws -> T) throws -> T {
        try site.records.read(as: viewer, trace: request.id, address: address, work)
    }

    /// One change by this person.
    func write<T: Sendable>(_ work: (Transaction) throws -> T) throws -> T {
        try site.records.write(as: viewer, trace: request.id, address: address, work)
    }

    /// Writes down that a signed-in person was refused; the answer is the same if that fails.
    func noteDenial(_ rule: String) {
        guard signedIn != nil else { return }
        try? write { try Denial.record(parameters["ref"], rule, route: route.pattern, in: $0) }
    }

    /// The client's address without its last part, as the logs keep it.
    var address: String { ClientAddress.shortened(request.peer) }

    /// Renders a page with its frame.
    func show<Page: SitePage>(
        _ page: Page, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let note = SiteCookie.note.value(in: request)
        var frame = try site.frame(self, note: note.flatMap(Note.init(cookie:)))
        frame.typing = page.typing
        var response = Response.html(
            try site.pages.render(page, frame: frame, language: language), status: status)
        if note != nil { SiteCookie.note.clear(on: &response) }
        return response
    }

    /// Sends the browser on after a change, with a note for the next page.
    func redirect(_ path: String, note: Note? = nil) -> Response {
        var response = Response.redirect(to: path)
        if let note { SiteCookie.note.set(note.cookie, seconds: 60, on: &response) }
        return response
    }
}

/// What the logs keep of an address: enough for a limit, not for a person.
enum ClientAddress {
    /// IPv4 without its last number, IPv6 without its last five groups.
    static func shortened(_ address: String) -> String {
        if address.contains(":") {
            return address.split(separator: ":", omittingEmptySubsequences: false).prefix(3)
                .joined(separator: ":") + "::"
        }
        return address.split(separator: ".").dropLast().joined(separator: ".") + ".0"
    }
}
