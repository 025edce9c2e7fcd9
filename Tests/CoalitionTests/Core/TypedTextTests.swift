import Coalition
import Fixtures
import Testing

@Suite("Text that people type")
struct TypedTextTests {
    private static let unseen: [Unicode.Scalar] = [
        "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
        "\u{2068}", "\u{2069}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{2060}",
        "\u{2063}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{3164}", "\u{FFA0}", "\u{2800}",
        "\u{FFF9}", "\u{E0041}", "\u{180E}",
    ]

    @Test("fault R70: what nobody sees is dropped from a line and from lines", arguments: unseen)
    func dropped(_ scalar: Unicode.Scalar) {
        for typed in ["Botten\(scalar)daal", "\(scalar)Bottendaal", "Bottendaal\(scalar)"] {
            #expect(TypedText.line(typed) == "Bottendaal")
            #expect(TypedText.lines(typed) == "Bottendaal")
        }
        #expect(TypedText.line("\(scalar) \(scalar)") == "")
    }

    private static let kept = [
        "می‌خواهم", "کتاب‌ها", "שלום עולם", "محمد عبد الله", "क्‍ष", "അവന്‍", "👨‍👩‍👧", "🏳️‍🌈", "❤️",
        "Şükrü Yıldız", "ትግርኛ", "Nguyễn", "’t Hart", "ᠭᠠᠯ",
    ]

    @Test(
        "names of every script stay as they are, with the joiners that they need", arguments: kept)
    func scripts(_ name: String) {
        #expect(TypedText.line(name) == name)
        #expect(TypedText.lines(name) == name)
    }

    @Test("a joiner is dropped where nothing is joined, so that two names cannot look the same")
    func joiners() {
        for joiner in ["\u{200C}", "\u{200D}"] {
            #expect(TypedText.line("Jan\(joiner)sen") == "Jansen")
            #expect(TypedText.line("Bosch\(joiner)") == "Bosch")
            #expect(TypedText.line("\(joiner)محمد\(joiner)") == "محمد")
            #expect(TypedText.line("1\(joiner)2") == "12")
        }
        #expect(TypedText.line("می\u{200C}\u{200C}\u{202E}\u{200C}خواهم") == "می\u{200C}خواهم")
    }

    @Test("a line has one kind of blank, is composed, and has no breaks")
    func line() {
        #expect(TypedText.line("  Anna\u{A0}van\tder\u{2003}Zee\u{2028}") == "Anna van der Zee")
        #expect(TypedText.line("Zoe\u{308}").unicodeScalars.count == 3)
        #expect(TypedText.line("a\r\nb\u{0}c") == "a  b c")
    }

    @Test("lines keep their breaks and tabs, and lose other controls")
    func lines() {
        #expect(TypedText.lines("een\r\ntwee\rdrie\u{2028}vier\n") == "een\ntwee\ndrie\nvier")
        #expect(TypedText.lines("a\tb\u{7}\u{0}\u{85}") == "a\tb")
    }
}

@Suite("Text of records")
struct RecordTextTests {
    private let fixture: Fixture
    private let typed = "Mali\u{202E}na\u{200B}"

    init() throws { fixture = try Fixture() }

    @Test("fault R70: no draft brings in what nobody sees, whoever fills it")
    func drafts() throws {
        let city = fixture.nijmegen
        try fixture.write(.system) { tx in
            var group = GroupDraft()
            (group.name, group.neighbourhood) = (typed, typed)
            let made = try group.create(in: city, tx)
            #expect(made.name == "Malina" && made.neighbourhood == "Malina")

            var member = MemberDraft()
            (member.name, member.phone, member.birthYear) = (typed, "06\u{2066}1", 1980)
            try member.join(made, in: tx)
            let joined = try #require(try Member.active(of: made.id, in: tx).first)
            #expect(joined.name == "Malina" && joined.phone == "061")

            var home = AccommodationDraft()
            (home.name, home.address) = (typed, "Waalkade\u{202D} 12\r\nNijmegen")
            #expect(try home.create(in: city, tx).name == "Malina")
            #expect(home.address == "Waalkade 12\nNijmegen")

            var task = TaskDraft()
            (task.title, task.dueOn) = (typed, city.today(tx))
            #expect(try task.create(in: city, tx).title == "Malina")

            let id = try User.create(email: "malina@example.org", name: typed, in: tx)
            #expect(try User.find(id, in: tx)?.name == "Malina")

            let town = try NewCity(typed, latitude: 52, longitude: 5).create(in: tx)
            #expect(try City.named(town, in: tx).nameNL == "Malina")
        }
    }

    @Test("fault R70: nor do the drafts of families, needs, notes and the log")
    func families() throws {
        try fixture.write(.system) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize, draft.neighbourhood) = (.statusHolder, 4, typed)
            let family = try draft.create(in: fixture.nijmegen, tx)
            #expect(family.neighbourhood == "Malina")

            var person = FamilyMemberDraft()
            (person.name, person.originalName, person.kind) = (
                typed, "\u{2067}محمد\u{2069}", .parent
            )
            #expect(person.name == "Malina" && person.originalName == "محمد")

            var need = NeedDraft()
            (need.theme, need.title) = (.language, typed)
            try need.add(to: family, in: tx)
            #expect(try Need.all(of: family, in: tx).map(\.title) == ["Malina"])

            try SensitiveNote.add(.health, "a\u{FEFF}b\nc", to: family, in: tx)
            #expect(try SensitiveNote.open(of: family, in: tx).map(\.text) == ["ab\nc"])

            var entry = LogDraft()
            entry.note = "Goed\u{2060}\u{202E} gesprek"
            #expect(entry.note == "Goed gesprek")
        }
    }

    @Test("text of which nothing can be seen is no text")
    func nothing() throws {
        var draft = GroupDraft()
        (draft.name, draft.neighbourhood) = ("\u{200B}\u{2066} ", "\u{FEFF}")
        #expect(draft.neighbourhood == nil)
        let refusal = Refusal.problem("name", "problem.name")
        #expect(throws: refusal) {
            try fixture.write(.system) { try draft.create(in: fixture.nijmegen, $0) }
        }
    }
}
