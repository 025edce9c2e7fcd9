import Coalition
import Testing

@Suite("A reference")
struct RefTests {
    @Test(
        "is read whatever its case, and I, L and O as what they look like",
        arguments: [
            ("G-7K3Q", "G-7K3Q"), ("g-7k3q", "G-7K3Q"), ("G-ILO0", "G-1100"), ("g-ilo0", "G-1100"),
            ("G-0000", "G-0000"), ("G-ZZZZ", "G-ZZZZ"),
        ])
    func canonical(_ typed: String, _ canonical: String) {
        #expect(Ref(typed, .group)?.description == canonical)
    }

    @Test(
        "is nothing when it cannot be one of this kind",
        arguments: [
            "", "G", "G-", "G-7K3", "G-7K3QQ", "F-7K3Q", "G7K3Q", "G_7K3Q", "G-7U3Q", "G-7K3 ",
            "G-7K3é", "G-ß12", "G-७३१२", "-7K3Q", "G-7K3Q\n", "G-%00A",
        ])
    func refused(_ typed: String) { #expect(Ref(typed, .group) == nil) }

    @Test("has six characters for a task")
    func tasks() {
        #expect(Ref("t-7k3qab", .task)?.description == "T-7K3QAB")
        #expect(Ref("T-7K3Q", .task) == nil)
    }

    @Test("begins with a letter of its own for each kind")
    func letters() {
        let letters = Ref.Kind.allCases.map(\.rawValue)
        #expect(Set(letters).count == letters.count)
    }
}
