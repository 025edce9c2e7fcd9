/// `field-name ":" OWS field-value OWS`, RFC 9112 section 5.
enum FieldLine {
    static func parse(_ bytes: Bytes, _ line: Range<Int>) throws(Refusal) -> FieldLines.Line {
        guard !bytes[line.lowerBound].isBlank else { throw .foldedLine }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: line) else {
            throw .fieldWithoutColon
        }
        let name = line.lowerBound..<colon
        guard !name.isEmpty else { throw .fieldNameNotToken }
        guard !bytes[colon - 1].isBlank else { throw .blankBeforeColon }
        for index in name where !ByteClass.token.contains(bytes[index]) {
            throw .fieldNameNotToken
        }
        let value = bytes.trimmed(colon + 1..<line.upperBound)
        guard bytes.areFieldValue(in: value) else { throw .fieldValueByte }
        return FieldLines.Line(name: name, value: value)
    }
}
