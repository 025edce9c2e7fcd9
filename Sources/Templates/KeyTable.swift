/// Values by keys that the program itself wrote, made once and read a hundred times a page.
///
/// A dictionary guards against keys chosen by an attacker, which costs more than all the rest of
/// finding a message. These keys stand in the program's own files.
struct KeyTable<Value: Sendable>: Sendable {
    private let keys: [String]
    private let values: [Value]
    /// Numbers of keys, -1 where there is none; twice as many as keys or more, a power of two.
    private let slots: [Int32]

    init(_ entries: [String: Value]) {
        let sorted = entries.sorted { $0.key < $1.key }
        keys = sorted.map(\.key)
        values = sorted.map(\.value)
        var size = 2
        while size < 2 * keys.count { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (number, key) in keys.enumerated() {
            var slot = KeyTable.hash(key) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(number)
        }
        self.slots = slots
    }

    subscript(key: String) -> Value? {
        var slot = KeyTable.hash(key) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if keys[number] == key { return values[number] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// FNV-1a.
    private static func hash(_ key: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
