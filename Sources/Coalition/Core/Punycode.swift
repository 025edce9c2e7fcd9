/// A label of a domain in the letters that the name system knows (RFC 3492).
enum Punycode {
    private static let (base, tMin, tMax, skew, damp) = (36, 1, 26, 38, 700)
    private static let (initialBias, initialN) = (72, 128)

    /// The encoded form, without `xn--`; nil for a text so long that its numbers run over.
    static func encode(_ text: String) -> String? {
        let scalars = text.unicodeScalars.map { Int($0.value) }
        let basic = scalars.filter { $0 < initialN }
        var output = basic.map { UInt8($0) }
        if !basic.isEmpty { output.append(UInt8(ascii: "-")) }
        var (n, delta, bias, handled) = (initialN, 0, initialBias, basic.count)
        while handled < scalars.count {
            guard let next = scalars.filter({ $0 >= n }).min() else { return nil }
            let (step, isOver) = (next - n).multipliedReportingOverflow(by: handled + 1)
            guard !isOver, step < Int(UInt32.max) - delta else { return nil }
            delta += step
            n = next
            for scalar in scalars {
                if scalar < n { delta += 1 }
                guard scalar == n else { continue }
                output += digits(delta, bias)
                bias = adapted(delta, handled + 1, isFirst: handled == basic.count)
                (delta, handled) = (0, handled + 1)
            }
            delta += 1
            n += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A delta as a variable-length integer (section 3.3).
    private static func digits(_ delta: Int, _ bias: Int) -> [UInt8] {
        var (digits, rest, k): ([UInt8], Int, Int) = ([], delta, base)
        while true {
            let threshold = min(max(k - bias, tMin), tMax)
            guard rest >= threshold else { return digits + [digit(rest)] }
            digits.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            k += base
        }
    }

    /// 0 to 25 are a to z, 26 to 35 are 0 to 9.
    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? Int(UInt8(ascii: "a")) + value : Int(UInt8(ascii: "0")) + value - 26)
    }

    private static func adapted(_ delta: Int, _ points: Int, isFirst: Bool) -> Int {
        var (delta, k) = (isFirst ? delta / damp : delta / 2, 0)
        delta += delta / points
        while delta > (base - tMin) * tMax / 2 {
            delta /= base - tMin
            k += base
        }
        return k + (base - tMin + 1) * delta / (delta + skew)
    }
}
