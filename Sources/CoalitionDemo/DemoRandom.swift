import Coalition

/// The dice of the demo: the same seed gives the same numbers on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, 2014). The ways to draw are written out here because those
/// of the standard library may change from one release to the next. Not for anything secret.
struct DemoRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose sequence is fixed by the seed; any seed will do, zero too.
    init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A whole number in the range, both ends included, each as likely as another.
    mutating func int(in range: ClosedRange<Int>) -> Int {
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
        let offset = width == .max ? next() : below(width + 1)
        return range.lowerBound &+ Int(truncatingIfNeeded: offset)
    }

    /// True in so many cases out of a hundred: never at 0 or less, always at 100 or more.
    mutating func chance(percent: Int) -> Bool {
        int(in: 1...100) <= percent
    }

    /// One of the values, or nil if there are none.
    mutating func pick<T>(_ values: [T]) -> T? {
        values.isEmpty ? nil : values[int(in: 0...values.count - 1)]
    }

    /// So many of the values, each at most once, in an order of chance; all of them if there are
    /// fewer, none for a count below one.
    mutating func pick<T>(_ count: Int, of values: [T]) -> [T] {
        Array(shuffled(values).prefix(max(0, count)))
    }

    /// The values in an order of chance (Fisher and Yates).
    mutating func shuffled<T>(_ values: [T]) -> [T] {
        var values = values
        for last in values.indices.reversed() where last > 0 {
            values.swapAt(last, int(in: 0...last))
        }
        return values
    }

    /// A number below the bound; what would make small numbers likelier is drawn again.
    private mutating func below(_ bound: UInt64) -> UInt64 {
        let uneven = (0 &- bound) % bound
        var bits = next()
        while bits < uneven { bits = next() }
        return bits % bound
    }
}
