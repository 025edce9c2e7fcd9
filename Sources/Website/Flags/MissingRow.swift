import Coalition
import Templates

/// A record that is on its way, with its words.
struct MissingRow: Sendable {
    let name: @Sendable (Words) -> String
    let path: String
    let tag: @Sendable (Words) -> TagView
    let next: @Sendable (Words) -> String
    let lacking: @Sendable (Words) -> [String]

    init<Element: OnTheWay>(
        _ missing: Missing<Element>, _ subject: String, _ path: String,
        tag: @escaping @Sendable (Words) -> TagView, name: @escaping @Sendable (Words) -> String
    ) {
        (self.name, self.path, self.tag) = (name, path, tag)
        next = { $0("\(subject).state.\(missing.next.rawValue)") }
        lacking = { words in missing.lacking.map { words.finding($0, of: subject) } }
    }

    func view(_ words: Words) -> RowView {
        let open = lacking(words)
        let text =
            open.isEmpty ? words("missing.nothing") : open.joined(separator: " \u{B7} ")
        return RowView(
            name: name(words), path: "\(path)#nu",
            cells: [
                .tags(words("column.state"), [tag(words)]).at(.tag),
                // On a phone the record itself says what comes next.
                .text(words("missing.next"), next(words)).at(nil),
                .text(words("missing.lacking"), text).at(.fact, words("missing.lacking")),
            ])
    }
}

/// What the page of what lacks says of one kind of record.
protocol MissingElement: OnTheWay {
    static var missingKind: MissingKind { get }
    static func rows(_ found: [Missing<Self>], _ tx: Transaction) throws -> [MissingRow]
}

extension Group: MissingElement {
    static let missingKind = MissingKind.groups

    static func rows(_ found: [Missing<Group>], _ tx: Transaction) throws -> [MissingRow] {
        found.map { missing in
            let group = missing.record
            return MissingRow(missing, "group", "/groups/\(group.ref)", tag: group.stateTag) {
                $0("group.called", ["name": .text(group.name)])
            }
        }
    }
}

extension Family: MissingElement {
    static let missingKind = MissingKind.families

    static func rows(_ found: [Missing<Family>], _ tx: Transaction) throws -> [MissingRow] {
        found.map { missing in
            let family = missing.record
            return MissingRow(missing, "family", family.path, tag: family.stateTag) {
                $0("family.called", ["name": .text($0.name(family.code))])
            }
        }
    }
}

extension Match: MissingElement {
    static let missingKind = MissingKind.matches

    static func rows(_ found: [Missing<Match>], _ tx: Transaction) throws -> [MissingRow] {
        let lines = Dictionary(
            try MatchList.lines(found.map(\.record), in: tx).map { ($0.match.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return found.compactMap { missing in
            let match = missing.record
            return lines[match.id].map { line in
                MissingRow(missing, "match", match.path, tag: match.stateTag) { line.title($0) }
            }
        }
    }
}

extension Stay: MissingElement {
    static let missingKind = MissingKind.stays

    static func rows(_ found: [Missing<Stay>], _ tx: Transaction) throws -> [MissingRow] {
        found.map { missing in
            let stay = missing.record
            return MissingRow(
                missing, "stay", "/stays/\(stay.ref)", tag: { stay.stateTag($0, mayTell: true) }
            ) {
                stay.title($0)
            }
        }
    }
}
