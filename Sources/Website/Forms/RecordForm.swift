import Coalition
import Templates

/// The form of a record, as its description says.
extension RecordDescription {
    /// The fields that the viewer may change.
    ///
    /// - Parameters:
    ///   - stored: What stands in the record; nil for a new one.
    ///   - names: Those that this form has; all of them when nil.
    func specs(
        _ words: Words, _ rights: FieldRights, stored: [FieldValue]? = nil,
        only names: Set<String>? = nil
    ) -> [FieldSpec] {
        asked(rights, names).map { index in
            let field = fields[index]
            var spec = FieldSpec(field.name, control(field, words))
            spec.label = question(field, words)
            spec.isOptional = !field.isRequired
            if case .languages = field.kind { spec.visibleChoices = 14 }
            guard field.isSealed else { return spec }
            spec.sealing = stored?[index].isFilled == true ? .kept : .empty
            return spec.sealing == .kept
                ? spec.labelled(question(field, words) + ".new") : spec
        }
    }

    /// What was typed in the fields of ``specs(_:_:stored:only:)``, in the order of the
    /// description; nothing where there is a problem.
    ///
    /// - Parameter stored: What stands in the fields that this form does not have; nothing when nil.
    func read(
        _ form: Form, _ rights: FieldRights, only names: Set<String>? = nil,
        over stored: [FieldValue]? = nil
    ) -> [FieldValue] {
        var values = stored ?? fields.map { _ in FieldValue.none }
        for index in asked(rights, names) {
            values[index] = form.value(of: fields[index])
        }
        return values
    }

    /// What stands in the fields of a form; nothing in those that stay sealed.
    func values(_ stored: [FieldValue]) -> Values {
        var values = Values()
        for (field, value) in zip(fields, stored) {
            switch (field.kind, value) {
            case (.answer, let value): values.set(field.name, value.answer)
            case (.choice(_, let offered), .text(let code)) where !offered.contains(code): break
            case (_, .text(let text)): values.set(field.name, text)
            case (.time, .number(let minutes)):
                values.set(field.name, ClockTime(minutes: minutes)?.text)
            case (_, .number(let number)): values.set(field.name, number)
            case (_, .truth(let truth)): values.set(field.name, truth)
            case (_, .day(let day)): values.set(field.name, day)
            case (_, .codes(let codes)): values.set(field.name, codes)
            case (_, .none), (_, .sealed): break
            }
        }
        return values
    }

    private func asked(_ rights: FieldRights, _ names: Set<String>?) -> [Int] {
        fields.indices.filter {
            rights.mayChange(fields[$0]) && names?.contains(fields[$0].name) ?? true
        }
    }

    private func control(_ field: FieldDescription, _ words: Words) -> FieldSpec.Control {
        switch field.kind {
        case .line: .text(kind: "text", width: "w20")
        case .email: .text(kind: "email", width: "w20")
        case .phone: .text(kind: "tel", width: "w20")
        case .lines(let lengths): .area(rows: lengths.upperBound > 500 ? 4 : 2)
        case .number: .text(kind: "numeric", width: "w4")
        case .time: .text(kind: "text", width: "w4")
        case .choice(_, let offered): .radios(choices(offered, of: field, words))
        case .choices(let codes): .chips(choices(codes, of: field, words))
        case .languages: .chips(words.commonLanguagesFirst)
        case .level(let range): .radioChips(choices(range.map(String.init), of: field, words))
        case .answer:
            .radioChips(
                [
                    Choice("yes", words("answer.yes")), Choice("no", words("answer.no")),
                    Choice("", words("answer.unknown")),
                ])
        case .tick: .tick
        case .day: .day
        // Who can be chosen is known where the record is.
        case .person: .radios([])
        }
    }

    private func choices(
        _ codes: [String], of field: FieldDescription, _ words: Words
    ) -> [Choice] {
        let stem = stem(field, words)
        return codes.map { words.choice($0, stem) }
    }
}

extension RecordKind {
    /// The draft that was typed in the fields of the form that the viewer may change.
    func read(
        _ form: Form, _ rights: FieldRights, only names: Set<String>? = nil,
        over stored: [FieldValue]? = nil
    ) -> Draft {
        draft(about.read(form, rights, only: names, over: stored))
    }

    /// The same by the rights of a viewer for all programmes of this kind of record.
    func read(_ form: Form, _ viewer: Viewer, in city: ID<City>?) -> Draft {
        read(form, about.rights(of: viewer, in: city))
    }

    /// What stands in the fields of a form for something new.
    var start: Values { about.values(values(Draft())) }
}

extension FieldValue {
    /// As a form sends it: `yes`, `no`, or empty for unknown.
    fileprivate var answer: String {
        if case .truth(let truth) = self { truth ? "yes" : "no" } else { "" }
    }
}

extension Form {
    /// What was typed in a field; nothing when it was empty or a problem was noted.
    fileprivate func value(of field: FieldDescription) -> FieldValue {
        let (name, missing) = (field.name, field.isRequired ? field.missing : nil)
        return switch field.kind {
        case .line(let lengths): line(name, lengths.upperBound, missing)
        case .email(let most), .phone(let most): line(name, most, missing)
        case .lines(let lengths):
            FieldValue(area(name, max: lengths.upperBound, missing: missing))
        case .number(let range), .level(let range):
            number(name, range, missing: missing).fieldValue
        case .choice(let codes, _): FieldValue(code(name, of: codes, missing: missing))
        case .choices(let codes): FieldValue(codes: self.codes(name, of: codes))
        case .languages: FieldValue(codes: languages(name))
        case .answer: answer(name).fieldValue
        case .tick: .truth(tick(name))
        case .day: day(name, missing: missing).fieldValue
        case .person: line(name, 40, missing)
        case .time: time(name, missing: missing).map(\.minutes).fieldValue
        }
    }

    private func line(_ name: String, _ most: Int, _ missing: String?) -> FieldValue {
        FieldValue(
            missing.map { text(name, max: most, missing: $0) } ?? optionalText(name, max: most))
    }
}
