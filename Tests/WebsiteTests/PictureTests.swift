import Coalition
import Testing

@testable import Website

@Suite("The line of days since contact")
struct DayTrackTests {
    private func svg(_ days: Int, _ limit: Int) -> String {
        DayTrack(days: days, limit: limit).picture.description
    }

    @Test("ends in a dot up to the mark and in a diamond beyond it")
    func tip() {
        #expect(svg(28, 28).contains(#"<circle class="e" cx="66""#))
        #expect(!svg(28, 28).contains("over"))
        #expect(svg(29, 28).contains(#"class="v over""#) && svg(29, 28).contains(#"class="ed""#))
    }

    @Test("puts the mark in the same place whatever the limit, and never leaves the line")
    func scale() {
        #expect(svg(14, 14).contains(#"cx="66""#))
        #expect(svg(0, 28).contains(#"cx="6""#))
        #expect(svg(4000, 14).contains("H124"))
        #expect(svg(-3, 0).contains(#"cx="6""#))
    }
}

@Suite("A sentence with links")
struct SentenceTests {
    @Test("makes a link of each pair of brackets, in the order of the paths")
    func parts() {
        let sentence = Sentence("Er zijn [3 taken] en [2 groepen].", "/tasks", "/groups")
        #expect(
            sentence.parts == [
                .init(text: "Er zijn ", path: nil), .init(text: "3 taken", path: "/tasks"),
                .init(text: " en ", path: nil), .init(text: "2 groepen", path: "/groups"),
                .init(text: ".", path: nil),
            ])
    }

    @Test("keeps words without a path, and an open bracket, as they are")
    func plain() {
        #expect(Sentence("[Alles] is klaar").parts.map(\.path) == [nil, nil])
        #expect(Sentence("Half [open").parts == [.init(text: "Half [open", path: nil)])
        #expect(Sentence("").parts.isEmpty)
    }
}
