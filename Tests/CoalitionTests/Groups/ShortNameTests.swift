import Coalition
import Testing

@Suite("What the members of a group are called for short")
struct ShortNameTests {
    @Test("is the first name, with a letter where two share it, and all of it where that is shared")
    func short() {
        let names = [
            1: "Khadija Bouzid", 2: "Khadija van der Croes", 3: "Jan Mansour", 4: "Els",
            5: "Bo de Wit", 6: "Bo van Wijk", 7: "Bo",
        ]
        #expect(
            Member.short(names) == [
                1: "Khadija B.", 2: "Khadija C.", 3: "Jan", 4: "Els", 5: "Bo de Wit",
                6: "Bo van Wijk", 7: "Bo",
            ])
    }
}
