import Glibc

typealias Bytes = Span<UInt8>

extension Span where Element == UInt8 {
    /// The first place of `byte` in `range`, or nil.
    func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        return extracting(range).withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress,
                let found = memchr(base, Int32(byte), bytes.count)
            else { return nil }
            return range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
        }
    }

    /// `lowercase` has to be written in lower case.
    func equals(_ lowercase: StaticString, ignoringCaseIn range: Range<Int>) -> Bool {
        guard range.count == lowercase.utf8CodeUnitCount else { return false }
        return lowercase.withUTF8Buffer { expected in
            for index in 0..<expected.count
            where self[range.lowerBound + index].lowercased != expected[index] {
                return false
            }
            return true
        }
    }

    func equals(_ exact: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == exact.utf8CodeUnitCount else { return false }
        return exact.withUTF8Buffer { expected in
            for index in 0..<expected.count where self[range.lowerBound + index] != expected[index]
            {
                return false
            }
            return true
        }
    }

    /// Whether all bytes in `range` may stand in a field value; eight are looked at in one step.
    func areFieldValue(in range: Range<Int>) -> Bool {
        extracting(range).withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard !word.mayHoldControl || bytes[index..<index + 8].allSatisfy(\.isFieldValue)
                else { return false }
                index += 8
            }
            return bytes[index...].allSatisfy(\.isFieldValue)
        }
    }

    func array(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBufferPointer { Array($0) }
    }

    func string(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// `range` without the blanks at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// False only if none of the eight bytes is below 0x20 or is 0x7F.
    @inline(__always) fileprivate var mayHoldControl: Bool {
        let delete = self ^ (Self.ones &* 0x7F)
        let isBelow = (self &- Self.ones &* 0x20) & ~self
        let isDelete = (delete &- Self.ones) & ~delete
        return (isBelow | isDelete) & (Self.ones &* 0x80) != 0
    }
}
