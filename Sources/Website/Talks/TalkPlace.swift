import Coalition
import Templates

/// A kind of record below whose page its talks stand.
struct TalkPlace: Sendable {
    let kind: Subject
    /// The first part of the path: `groups`.
    let folder: String
    /// The message that names the list of such records.
    let list: String
    let programmes: Set<Programme>
    let readers: Set<Role>
    let writers: Set<Role>

    static let groups = TalkPlace(
        kind: .group, folder: "groups", list: "nav.groups", programmes: GroupPolicy.programmes,
        readers: GroupPolicy.readers, writers: GroupPolicy.writers)
    static let families = TalkPlace(
        kind: .family, folder: "families", list: "nav.families",
        programmes: FamilyPolicy.programmes, readers: FamilyPolicy.readers, writers: [.local])
    static let matches = TalkPlace(
        kind: .match, folder: "matches", list: "nav.matches", programmes: MatchPolicy.programmes,
        readers: MatchPolicy.readers, writers: [.local])
    static let stays = TalkPlace(
        kind: .stay, folder: "stays", list: "nav.stays", programmes: StayPolicy.programmes,
        readers: StayPolicy.readers, writers: StayPolicy.writers)

    static let all = [groups, families, matches, stays]
}

extension TalkSubject {
    var place: TalkPlace {
        switch self {
        case .group: .groups
        case .family: .families
        case .match: .matches
        case .stay: .stays
        }
    }

    /// The page of the record.
    var path: String { "/\(place.folder)/\(ref)" }
    /// Where a talk about it is planned.
    var planPath: String { "\(path)/talks/new" }

    func path(of talk: Talk) -> String { "\(path)/talks/\(talk.id.value)" }

    /// "Groep Lent", "Gezin Akelei en groep Lent", "Fuut": what its page is called.
    func name(_ words: Words) -> String {
        switch self {
        case .group(let group): words("group.called", ["name": .text(group.name)])
        case .family(let family): family.title(words)
        case .match(let line): line.title(words)
        case .stay(let stay): stay.title(words)
        }
    }

    /// "Intake met groep Lent": a kind of talk and code names, and nothing else.
    func title(_ kind: Talk.Kind, _ words: Words) -> String {
        let kind = MessageValue.text(words("talk.kind.\(kind.rawValue)"))
        switch self {
        case .group(let group):
            return words("talk.with.group", ["kind": kind, "name": .text(group.name)])
        case .family(let family):
            return words(
                "talk.with.family", ["kind": kind, "name": .text(words.name(family.code))])
        case .stay(let stay):
            return words("talk.with.guest", ["kind": kind, "name": .text(stay.title(words))])
        case .match(let line):
            let family = MessageValue.text(words.name(line.family.code))
            guard let group = line.group else {
                return words("talk.with.host", ["kind": kind, "family": family])
            }
            return words(
                "talk.with.match", ["kind": kind, "family": family, "group": .text(group.name)])
        }
    }
}

extension TalkLine {
    var path: String { subject.path(of: talk) }

    func title(_ words: Words) -> String { subject.title(talk.kind, words) }
}

/// Messages of talks that no template names.
enum TalkKeys {
    static let all: [String] =
        MessageKeys.codes(Talk.Kind.self, "talk.kind")
        + MessageKeys.codes(Talk.Outcome.self, "talk.outcome")
        + MessageKeys.codes(Talk.Outcome.self, "note.talk")
        + ["family", "group", "guest", "host", "match"].map { "talk.with.\($0)" }
        + [
            "forbidden.talk.title", "forbidden.talk.text", "note.talk_planned.link",
            "note.talk.missed.link", "problem.talk_ahead", "problem.talk_answered",
            "problem.talk_over", "problem.time",
        ]
}
