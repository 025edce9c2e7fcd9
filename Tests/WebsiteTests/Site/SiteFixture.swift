import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Logging
import Templates
import Testing

@testable import Website

/// The whole site over a fresh database, called without a socket.
final class SiteFixture: Sendable {
    let fixture: Fixture
    let site: Site

    static let password = "samen-aan-tafel-2026"

    init(
        contact: ServiceContact = ServiceContact(), log: Logger = Logger(label: "test")
    ) throws {
        fixture = try Fixture()
        var configuration = Site.Configuration(home: Fixture.home)
        configuration.contact = contact
        configuration.passwordCost = Password.Cost(rounds: 1 << 4)
        site = Site(
            configuration, fixture.records, files: try Site.files(configuration),
            compiled: try SiteFixture.compiled.get(), log: log)
    }

    /// Compiled once for all tests, which would otherwise do little else.
    static let compiled = Result { try CompiledSite(Site.Configuration(home: Fixture.home)) }

    /// What the site says in a language.
    static func words(_ language: Language) throws -> Words {
        try compiled.get().templates.catalogue.words(language)
    }

    /// A browser in which a new account with this role is signed in.
    func browser(_ role: Role, in city: City? = nil, language: String = "nl") throws -> Browser {
        let email = "\(role.rawValue).\(UUID().uuidString.lowercased())@coalitie.example"
        let hash = try Password.hash(
            SiteFixture.password, cost: Password.Cost(rounds: 1 << 4))
        try fixture.write(.system) { tx in
            let id = try User.create(email: email, name: "Hanneke Vos", language: language, in: tx)
            try User.grant(.init(role, city: city?.id), to: id, from: tx.today, in: tx)
            guard let user = try User.find(id, in: tx) else { return }
            try User.setPassword(hash, of: user, keeping: nil, in: tx)
        }
        let browser = Browser(site)
        _ = browser.get("/login")
        let answer = browser.post(
            "/login", ["email": email, "password": SiteFixture.password])
        #expect(answer.status == .seeOther)
        return browser
    }
}

/// A browser without a window: keeps cookies, finds the token in the last page, follows nothing.
final class Browser {
    private let site: Site
    private var cookies: [String: String] = [:]
    private(set) var page = ""

    /// - Parameter session: A session that is there already; nil for a stranger.
    init(_ site: Site, session: SessionToken? = nil) {
        self.site = site
        cookies[SiteCookie.session.rawValue] = session?.text
    }

    @discardableResult
    func get(_ target: String) -> Response { send(.get, target, []) }

    /// Posts fields in any order, with the token of the last page.
    @discardableResult
    func post(_ target: String, _ fields: [String: String] = [:]) -> Response {
        post(target, fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// Posts fields of which some stand twice.
    @discardableResult
    func post(
        _ target: String, _ fields: [(String, String)], withToken: Bool = true,
        type: String? = "application/x-www-form-urlencoded"
    ) -> Response {
        let form = (withToken ? [("csrf", token ?? "")] : []) + fields
        let body = form.map { Percent.encode($0.0) + "=" + Percent.encode($0.1) }
            .joined(separator: "&")
        return send(.post, target, Array(body.utf8), type)
    }

    /// Posts fields, and says yes where the site asks first whether it is meant.
    func confirmed(_ target: String, _ fields: [String: String]) -> Response {
        let answer = post(target, fields)
        guard answer.status == .ok, let form = form(target) else { return answer }
        return send(form)
    }

    /// Where a redirect leads; nil without one.
    func location(_ response: Response) -> String? { response.headerFields[.location] }

    /// The token of the last page; nil when it has no form.
    var token: String? { value(of: "csrf") }

    /// The value of the first hidden field of this name in the last page.
    func value(of name: String) -> String? {
        guard let start = page.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    /// What is sent when a form is posted as it stands, for tests that send it by themselves.
    func request(_ form: PageForm) -> Request {
        let body = form.fields.map { Percent.encode($0.0) + "=" + Percent.encode($0.1) }
        return request(
            .post, form.action, Array(body.joined(separator: "&").utf8),
            "application/x-www-form-urlencoded")
    }

    private func request(
        _ method: HTTPRequest.Method, _ target: String, _ body: [UInt8], _ type: String?
    ) -> Request {
        var fields = HTTPFields()
        fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        fields[.contentType] = type
        fields[.origin] = "http://127.0.0.1:8080"
        return Request(method: method, target: target, headerFields: fields, body: body)
    }

    private func send(
        _ method: HTTPRequest.Method, _ target: String, _ body: [UInt8], _ type: String? = nil
    ) -> Response {
        let response = site.respond(request(method, target, body, type))
        for value in response.headerFields[values: .setCookie] { keep(value) }
        if response.headerFields[.contentType]?.hasPrefix("text/html") == true {
            page = String(decoding: response.body, as: UTF8.self)
        }
        return response
    }

    private func keep(_ cookie: String) {
        let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
        let name = String(pair[0])
        cookies[name] = pair.count == 2 && !cookie.contains("Max-Age=0") ? String(pair[1]) : nil
    }
}
