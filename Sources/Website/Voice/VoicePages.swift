import Coalition
import HTTP
import HTTPTypes
import Templates

/// The family's own voice: when its talks apart are due, what was said to whom, its sheets, and the
/// families of all cities that are to be heard.
enum VoicePages: Feature {
    static var routes: [Route] {
        let readers = Access.roles(VoicePolicy.readers, for: FamilyPolicy.programmes)
        let listeners = Access.roles(VoicePolicy.listeners, for: FamilyPolicy.programmes)
        let voice = "/families/:ref/voice"
        return [
            .get("/voice", listeners, desk),
            .get(voice, readers, show),
            .get("\(voice)/sheet", readers, sheet),
            .post("\(voice)/sheet", listeners, checkSheet),
            .get("\(voice)/new", readers) { try $0.show(try CheckInForm.new($0)) },
            .post(voice, readers, enter),
            .post("\(voice)/apart", readers, setApart),
            .get("\(voice)/:id", readers, open),
            .post("\(voice)/:id/open", readers, open),
            .get("\(voice)/:id/edit", readers) { try $0.show(try CheckInForm.edit($0)) },
            .post("\(voice)/:id", readers, update),
        ]
    }
    static var pages: [any SitePage.Type] {
        [VoicePage.self, CheckInPage.self, VoiceDeskPage.self, VoiceSheetPage.self]
    }

    static func desk(_ context: Context) throws -> Response {
        let facts = try context.read { try VoiceDeskFacts($0) }
        return try context.show(VoiceDeskPage(facts, context))
    }

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            try VoiceFacts(try Family.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(VoicePage(facts, context))
    }

    static func enter(_ context: Context) throws -> Response {
        try context.submit({ try CheckInForm.new(context) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let draft = CheckInForm.read(form, family, tx.viewer, isNew: true)
            try form.check()
            let id = try draft.enter(for: family, in: tx)
            let isRead = try CheckIn.find(id.value, of: family, in: tx).details != nil
            return (
                family.voicePath, Note(isRead ? "note.saved" : "note.check_in_closed")
            )
        }
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try CheckInForm.edit(context) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let checkIn = try CheckIn.find(try context.number("id"), of: family, in: tx)
            let draft = CheckInForm.read(form, family, tx.viewer, isNew: false)
            let version = try form.version()
            try form.check()
            try draft.update(checkIn, of: family, version: version, in: tx)
            return (family.voicePath, Note("note.saved"))
        }
    }

    static func setApart(_ context: Context) throws -> Response {
        try context.act { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let isApart = form.values["value"] == "yes"
            try family.setHeardApart(isApart, in: tx)
            return (
                family.voicePath, Note(isApart ? "note.heard_apart" : "note.heard_here")
            )
        }
    }

    /// Shows what was said; the look is written down in the same transaction. The network is asked why.
    static func open(_ context: Context) throws -> Response {
        let asked = context.request.method == .post
        let typed = asked ? Values(context.request).text("reason") : nil
        do {
            return try context.show(CheckInPage(try facts(context, typed, asked), context: context))
        } catch Refusal.invalid(let problems) {
            return try context.show(
                CheckInPage(
                    try facts(context, nil, false), typed: typed, problems: problems,
                    context: context),
                status: .unprocessableContent)
        }
    }

    private static func facts(
        _ context: Context, _ reason: String?, _ isAsked: Bool
    ) throws -> CheckInFacts {
        try context.write { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let policy = try VoicePolicy(family, in: tx)
            let id = try context.number("id")
            // Who owes a reason is asked for it first.
            let opened =
                policy.owesReason && !isAsked
                ? nil : try OpenCheckIn.open(id, of: family, reason: reason, in: tx)
            return try CheckInFacts(id, opened, of: family, tx)
        }
    }

    /// Says that somebody who speaks the language of a sheet read it, or no longer.
    static func checkSheet(_ context: Context) throws -> Response {
        try context.act { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            guard let language = form.values["language"].flatMap({ context.site.sheets[$0] }) else {
                throw Refusal.problem("language", "problem.choice")
            }
            let isChecked = form.values["value"] == "yes"
            try SheetCheck.set(isChecked, language.code, text: language.text, in: tx)
            return (
                "\(family.voicePath)/sheet?language=\(language.code)",
                Note(isChecked ? "note.sheet_checked" : "note.sheet_unchecked")
            )
        }
    }

    static func sheet(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            try VoiceSheetFacts(try Family.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(VoiceSheetPage(facts, context))
    }
}

extension Family {
    var voicePath: String { "\(path)/voice" }

    /// Where what somebody of the family said becomes a concern.
    func voiceReport(_ words: Words) -> LinkView {
        LinkView(words("voice.concern.report"), "/concerns/new?about=\(ref)&from=family")
    }

    /// The way back to the family and to what it says itself.
    func voiceCrumbs(_ words: Words) -> [LinkView] {
        crumbs(words) + [LinkView(words("voice.title"), voicePath)]
    }
}

/// Messages of the family's own voice that no template names.
enum VoiceKeys {
    static let all: [String] =
        [
            "check_in", "check_in_apart",
        ].flatMap { ["forbidden.\($0).title", "forbidden.\($0).text"] }
        + ["problem.check_in_again", "problem.check_in_builder", "problem.check_in_match"]
        + MessageKeys.codes(CheckIn.Kind.self, "voice.kind")
}
