import HTTPTypes
import Testing

@testable import HTTP

@Suite("Form fields")
struct FormTests {
    private func parse(_ text: String) throws -> FormFields {
        try FormFields(parsing: Array(text.utf8))
    }

    @Test("are decoded once, in their order")
    func decoding() throws {
        let form = try parse("name=Anna+de+Vries&note=50%25+%2B+caf%C3%A9&empty=&flag&name=b%3Dc=d")
        #expect(form["name"] == "Anna de Vries")
        #expect(form.all("name") == ["Anna de Vries", "b=c=d"])
        #expect(form["note"] == "50% + café")
        #expect(form["empty"] == "")
        #expect(form["flag"] == "")
        #expect(form["none"] == nil)
        #expect(form.all("none").isEmpty)
        #expect(form.names == ["name", "note", "empty", "flag"])
        #expect(form.count == 5)
    }

    @Test("are none where nothing stands")
    func empty() throws {
        #expect(try parse("").count == 0)
        #expect(try parse("&&").count == 0)
        #expect(try FormFields(query: nil).count == 0)
        #expect(try FormFields(query: "page=2")["page"] == "2")
        #expect(try parse("=x")[""] == "x")
        #expect(try parse("%252B=1")["%2B"] == "1")
    }

    @Test("keep line breaks and NUL for the program to judge")
    func controls() throws {
        #expect(try parse("a=1%0D%0A2%00")["a"] == "1\r\n2\u{0}")
    }

    @Test(
        "are refused when they are broken",
        arguments: [
            ("a=%", FormFields.Problem.percentEncoding), ("a=%4", .percentEncoding),
            ("a=%zz", .percentEncoding), ("a=%4&b", .percentEncoding), ("%=1", .percentEncoding),
            ("a=%ff", .notUnicode), ("%c0%af=1", .notUnicode), ("a=%c3&b=%a9", .notUnicode),
        ])
    func broken(_ text: String, _ problem: FormFields.Problem) {
        #expect(throws: problem) { try parse(text) }
    }

    @Test("are bounded in number and length")
    func limits() throws {
        let thousand = String(repeating: "a=1&", count: 1000)
        #expect(try parse(thousand).count == 1000)
        #expect(throws: FormFields.Problem.tooManyFields) { try parse(thousand + "b=2") }
        #expect(throws: FormFields.Problem.tooLong) {
            try FormFields(parsing: Array("a=12".utf8), maximumBytes: 3)
        }
    }
}

@Suite("Cookies")
struct CookieTests {
    @Test("are read as they were sent")
    func parsing() {
        let cookies = Cookies.parse("a=1; b=\"2\";c=x=y; ; d; =e; a=3")
        #expect(cookies.map(\.name) == ["a", "b", "c", "a"])
        #expect(cookies.map(\.value) == ["1", "2", "x=y", "3"])
        #expect(Cookies.value(of: "b", in: "a=1; b=2") == "2")
        #expect(Cookies.value(of: "b", in: nil) == nil)
    }

    @Test("are not believed when one name stands twice")
    func twice() {
        #expect(Cookies.value(of: "a", in: "a=1; a=2") == nil)
    }

    @Test("of several lines are joined by a semicolon")
    func severalLines() throws {
        let raw = Array("GET / HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n".utf8)
        var reader = HeadReader()
        let head = try #require(try reader.read(raw.span, ParserLimits())?.head)
        #expect(head[.cookie] == "a=1; b=2")
        #expect(head.headerFields[fields: .cookie].count == 2)
    }

    @Test("are set with everything that protects them")
    func setting() throws {
        let cookie = try SetCookie("__Host-session", "abc", maximumAge: 60)
        #expect(
            cookie.fieldValue
                == "__Host-session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax")
        var response = Response.text("")
        response.set(cookie)
        response.set(try SetCookie("b", "", sameSite: .strict))
        #expect(response.headerFields[values: .setCookie].count == 2)
    }

    @Test("cannot carry what would end the field")
    func refusals() {
        for value in ["a;b", "a\r\nb", "a b", "a,b", "é", "\"", "a\\"] {
            #expect(throws: SetCookie.Problem.value) { try SetCookie("a", value) }
        }
        #expect(throws: SetCookie.Problem.name) { try SetCookie("a b", "") }
        #expect(throws: SetCookie.Problem.name) { try SetCookie("", "") }
        #expect(throws: SetCookie.Problem.path) { try SetCookie("a", "", path: "/;x") }
        #expect(throws: SetCookie.Problem.prefix) { try SetCookie("__Host-a", "", path: "/x") }
        #expect(throws: SetCookie.Problem.prefix) {
            try SetCookie("__secure-a", "", isSecure: false)
        }
    }
}
