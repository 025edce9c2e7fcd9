import Coalition

/// What a note, a goal or a lesson of the demo is about.
enum DemoTheme: String, Sendable, Hashable, CaseIterable {
    case housing, health, language, school, work, money, network, leisure, safety, legal
}

/// Something the demo says under a theme: a short title, and what there is to tell.
struct DemoNote: Sendable, Hashable {
    let theme: DemoTheme
    /// What was done, in a few words.
    let title: String
    /// One or two sentences; empty where a title is enough.
    let text: String

    /// The notes in sections headed by a theme, in which `# title` on a line begins each note.
    ///
    /// A section headed by anything else is passed over.
    static func list(_ text: String) -> [DemoNote] {
        WordList.sections(text).flatMap { section in
            DemoTheme(rawValue: section.head).map { list(section.lines, theme: $0) } ?? []
        }
    }

    private static func list(_ lines: [String], theme: DemoTheme) -> [DemoNote] {
        lines.reduce(into: []) { notes, line in
            if line.hasPrefix("# ") {
                notes.append(DemoNote(theme: theme, title: String(line.dropFirst(2)), text: ""))
            } else if let last = notes.popLast() {
                let text = last.text.isEmpty ? line : last.text + " " + line
                notes.append(DemoNote(theme: theme, title: last.title, text: text))
            }
        }
    }
}
