import Testing

@testable import Templates

@Suite("A table of the program's own keys")
struct KeyTableTests {
    @Test(arguments: [0, 1, 2, 3, 500])
    func `Every key finds its value, and no other text does`(count: Int) {
        let keys = (0..<count).map { "key.\($0 * 7919)" }
        let table = KeyTable(Dictionary(uniqueKeysWithValues: keys.map { ($0, "\($0)!") }))
        for key in keys { #expect(table[key] == "\(key)!") }
        for other in ["", "key", "key.", "key.1", "élève", "key.\(count * 7919)"] {
            #expect(table[other] == nil)
        }
    }
}
