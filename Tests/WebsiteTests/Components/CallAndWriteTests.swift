import Fixtures
import Foundation
import Templates
import Testing

@testable import Website

@Suite("How somebody can be reached")
struct CallAndWriteTests {
    @Test(
        "page P14: a number is called by its digits, whatever stands between and behind them",
        arguments: [
            ("06 12 34 56 78", "tel:0612345678"), ("+31 (0)6-1234.5678", "tel:+31612345678"),
            ("024 / 322 11 00 (na zes uur)", "tel:0243221100"),
            ("0031 6 12345678", "tel:0031612345678"),
        ])
    func calls(typed: String, path: String) { #expect(ReachView.call(typed) == path) }

    @Test("page P14: what is no number stays as it was typed, without a link")
    func note() throws {
        #expect(ReachView.call("via Joke") == nil && ReachView.call("06") == nil)
        let words = try SiteFixture.words(.nl)
        let view = ReachView("Wim", phone: "via Joke", email: nil, words)
        #expect(view.phone == nil && view.note == "via Joke" && view.email == nil)
    }

    @Test("page P14: an address is written to, and nothing in it becomes part of the letter")
    func writes() {
        #expect(ReachView.write(to: "samira@voorbeeld.nl") == "mailto:samira@voorbeeld.nl")
        #expect(
            ReachView.write(to: "o'brien&cc=x?body=%@voorbeeld.nl")
                == "mailto:o%27brien%26cc%3Dx%3Fbody%3D%25@voorbeeld.nl")
    }

    @Test("everybody stands in BCC once")
    func everybody() {
        #expect(
            ReachView.write(toAll: ["a@b.nl", "c+d@e.nl", "A@b.nl"])
                == "mailto:?bcc=a@b.nl,c%2Bd@e.nl")
    }
}
