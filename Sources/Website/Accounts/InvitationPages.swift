import Coalition
import HTTP
import HTTPTypes

/// The one-time link by which a person chooses a password.
enum InvitationPages {
    static func show(_ context: Context) throws -> Response {
        _ = try invitation(context)
        return try context.show(form(context))
    }

    static func accept(_ context: Context) throws -> Response {
        let token = try token(context)
        if try context.read({ try Invitation.isUsed(token, in: $0) }) {
            return context.redirect(done.path, note: done.again)
        }
        let invitation = try invitation(context)
        let values = Values(context.request)
        let password = values["password"] ?? ""
        // The hash takes a quarter of a second, so it is made before the transaction.
        let problem =
            Password.problem(password, for: invitation.user)
            ?? (password == values["password_again"] ? nil : "problem.password_differs")
        let hash =
            problem == nil
            ? try Password.hash(password, cost: context.site.configuration.passwordCost) : ""
        return try context.submit({ form(context) }) { form, tx in
            if let problem { form.note(field(problem), problem) }
            try form.check()
            guard let still = try Invitation.find(token, in: tx) else {
                if try Invitation.isUsed(token, in: tx) { return (done.path, done.again) }
                throw Refusal.notFound
            }
            try still.accept(passwordHash: hash, in: tx)
            return (done.path, Note("note.password_set"))
        }
    }

    /// Where it leads, and what a second click of the link's owner is told.
    private static var done: (path: String, again: Note) {
        ("/login", Note("note.password_set_already"))
    }

    private static func field(_ problem: String) -> String {
        problem == "problem.password_differs" ? "password_again" : "password"
    }

    private static func token(_ context: Context) throws -> SessionToken {
        SessionToken(try context.parameter("token"))
    }

    private static func invitation(_ context: Context) throws -> Invitation {
        let token = try token(context)
        guard let found = try context.read({ try Invitation.find(token, in: $0) }) else {
            throw Refusal.notFound
        }
        return found
    }

    private static func form(_ context: Context) -> FormView {
        FormView(
            title: context.words("invitation.title"), lede: context.words("invitation.lede"),
            action: context.request.path,
            fields: [
                FieldSpec.password("password").labelled("field.new_password").filled(
                    "new-password"),
                FieldSpec.password("password_again").filled("new-password"),
            ],
            submit: context.words("invitation.submit"), cancel: "/login")
    }
}
