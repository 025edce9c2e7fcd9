import Fixtures
import Testing

@testable import Coalition

@Suite("Punycode")
struct PunycodeTests {
    // RFC 3492, section 7.1, in lower case; and names that are registered.
    private static let vectors = [
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
        ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"),
        ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        (
            "porquénopuedensimplementehablarenespañol",
            "porqunopuedensimplementehablarenespaol-fmd56a"
        ),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
        ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"), ("faß", "fa-hia"),
        ("例え", "r8jz45g"), ("пример", "e1afmkfd"), ("مثال", "mgbh0fb"), ("한국", "3e0b707e"),
        ("ü", "tda"), ("😀", "e28h"), ("-> $1.00 <-", "-> $1.00 <--"),
    ]

    @Test("encodes the examples of its standard", arguments: vectors)
    func encodes(_ text: String, _ encoded: String) {
        #expect(Punycode.encode(text) == encoded)
    }
}

@Suite("E-mail addresses")
struct EmailAddressTests {
    private static let kept = [
        ("Joke.Peters@Voorbeeld.NL", "joke.peters@voorbeeld.nl"),
        ("  wim+lid@a-b.example ", "wim+lid@a-b.example"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
        ("info@BÜCHER.example", "info@xn--bcher-kva.example"),
        ("info@bu\u{308}cher.example", "info@xn--bcher-kva.example"),
        ("info@ｂücher．example", "info@xn--bcher-kva.example"),
        ("info@例え。テスト", "info@xn--r8jz45g.xn--zckzah"),
        ("info@xn--bcher-kva.example", "info@xn--bcher-kva.example"),
        ("a@testо.example", "a@xn--test-85d.example"),
    ]

    @Test("fault R71: a domain is kept in ASCII, so that no two look alike", arguments: kept)
    func domains(_ typed: String, _ kept: String) {
        #expect(EmailAddress.kept(typed) == kept)
    }

    private static let refused = [
        "", "joke", "@x.nl", "joke@", "joke@nl", "a@b@c.nl", "a b@c.nl", "a@c .nl", "a@-c.nl",
        "a@c-.nl", "a@.nl", "a@c..nl", "a@c_d.nl", "a@☃.example", "a@c\u{202E}d.nl",
        "a@c\u{200D}d.nl",
        "a@\u{301}c.nl", "a@ab--ü.nl", "a@127.0.0.1", "<a>@c.nl", "jo\u{200B}ke@c.nl", "joké@c.nl",
        "a@" + String(repeating: "ü", count: 64) + ".nl",
        String(repeating: "a", count: 65) + "@c.nl",
        "a@" + String(repeating: "abcdefghi.", count: 26) + "nl",
    ]

    @Test("what cannot be an address is refused", arguments: refused)
    func isRefused(_ typed: String) {
        #expect(EmailAddress.kept(typed) == nil)
    }

    @Test(
        "fault R71: an account takes no letter that looks like another, and is found by its domain")
    func accounts() throws {
        let fixture = try Fixture()
        try fixture.write(.system) { tx in
            #expect(throws: Refusal.problem("email", "problem.email_letters")) {
                try User.create(email: "testо@voorbeeld.nl", name: "Testo", in: tx)
            }
            let id = try User.create(email: "Anna@Bücher.example", name: "Anna", in: tx)
            let found = try User.find(email: "anna@bücher.EXAMPLE", in: tx)
            #expect(found?.id == id && found?.email == "anna@xn--bcher-kva.example")
            #expect(throws: Refusal.problem("email", "problem.email_taken")) {
                try User.create(email: "anna@xn--bcher-kva.example", name: "Anna", in: tx)
            }
        }
    }

    @Test("fault R71: nor does a member")
    func members() throws {
        let fixture = try Fixture()
        try fixture.write(.system) { tx in
            var group = GroupDraft()
            group.name = "Bottendaal"
            let made = try group.create(in: fixture.nijmegen, tx)
            var member = MemberDraft()
            (member.name, member.birthYear, member.email) = ("Joke", 1980, "jоke@voorbeeld.nl")
            #expect(throws: Refusal.problem("email", "problem.email_letters")) {
                try member.join(made, in: tx)
            }
            member.email = "Joke@Bücher.example"
            try member.join(made, in: tx)
            let joined = try Member.active(of: made.id, in: tx).first
            #expect(joined?.email == "joke@xn--bcher-kva.example")
        }
    }
}
