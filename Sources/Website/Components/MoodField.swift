import Templates

/// The mood as five faces with a word each.
struct MoodField: PageModel {
    let field: FieldView
    let faces: [Face]

    init(_ field: FieldView) {
        self.field = field
        faces = zip(field.group?.choices ?? [], Face.mouths).map {
            Face(
                id: $0.id, value: $0.value, label: $0.label, isChosen: $0.isChosen, mouth: $1)
        }
    }

    static let fields: Fields<MoodField> = [
        .object("field", FieldView.fields) { $0.field },
        .list("faces", Face.fields) { $0.faces },
    ]
}

/// One face to choose.
struct Face: PageModel {
    let id: String
    let value: String
    let label: String
    let isChosen: Bool
    /// The path of the mouth on a grid of 24.
    let mouth: String

    static let mouths = [
        "M8.5 16.5c1-1.6 2.2-2.3 3.5-2.3s2.5.7 3.5 2.3", "M9 15.8c.8-.8 1.8-1.2 3-1.2s2.2.4 3 1.2",
        "M9 15.2h6", "M9 14.6c.8.8 1.8 1.2 3 1.2s2.2-.4 3-1.2", "M8 13.8c.9 2 2.3 3 4 3s3.1-1 4-3z",
    ]

    static let fields: Fields<Face> = [
        .text("id") { $0.id },
        .text("value") { $0.value },
        .text("label") { $0.label },
        .flag("isChosen") { $0.isChosen },
        .text("mouth") { $0.mouth },
    ]
}
