import ArgumentParser
import Coalition

extension UserCommand {
    /// The account that a command is about, and the files it is in.
    struct AccountOptions: ParsableArguments {
        @Argument(help: "The e-mail address of the account.") var email: String
    }

    struct List: Operation {
        static let configuration = CommandConfiguration(abstract: "Name every account.")

        @OptionGroup var options: FileOptions

        func perform() throws {
            let lines = try options.beside { try $0.read(as: .system, AccountLine.all) }
            for line in lines {
                print(line.text)
            }
        }
    }

    struct Grant: Operation {
        static let configuration = CommandConfiguration(abstract: "Give an account one more role.")

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions
        @OptionGroup var right: RoleOptions
        @Argument(help: "What the person may do from now on as well.") var role: Role

        func perform() throws {
            let (role, right) = (role, right)
            try options.change(account.email) { user, tx in
                try Enrolment.grant(
                    role, city: right.city, programme: right.programme, to: user.id, in: tx)
            }
        }
    }

    struct Reset: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Print a new one-time link, for a password that was forgotten.")

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions
        @OptionGroup var link: LinkOptions

        func perform() throws {
            link.show(
                try options.change(account.email) { try Invitation.create(for: $0, in: $1) })
        }
    }

    struct Block: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Take all access away, at once and in every open browser.",
            discussion: """
                What the person had in hand goes to the deputy of an absence under way, else to \
                everybody with the role. With --safety no deputy gets it.
                """)

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions
        @Flag(help: "Nobody in particular gets what the person had in hand, also no deputy.")
        var safety = false

        func perform() throws {
            // Access ends first, whatever becomes of the rest.
            let isAdministered = try options.change(account.email) {
                try User.setBlocked(true, $0, in: $1)
            }
            let isForSafety = safety
            let released = try options.change(account.email) {
                try $0.release(isForSafety: isForSafety, in: $1)
            }
            if released.total > 0 {
                print("No longer in this name: \(released.text).")
            }
            guard !isAdministered else { return }
            tell(
                """
                There is no administrator left who can sign in. Make another one with \
                "coalitie user add NAME EMAIL --role admin", or give an account the right with \
                "coalitie user grant EMAIL admin".
                """)
        }
    }

    struct Unblock: Operation {
        static let configuration = CommandConfiguration(abstract: "Give access back.")

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions

        func perform() throws {
            _ = try options.change(account.email) { try User.setBlocked(false, $0, in: $1) }
        }
    }
}

extension UserCommand {
    struct Leave: Operation {
        static let configuration = CommandConfiguration(
            abstract: "End the rights of somebody who leaves, once all is handed over.",
            discussion: """
                Until then the command says how much is left and where it is handed to colleagues \
                of the same city, role and programme. Blocking never waits for that.
                """)

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions
        @OptionGroup var link: LinkOptions
        @Option(help: "The first day without access, such as 2027-03-01.") var on: String?
        @Flag(help: "The person stays after all.") var cancel = false

        func perform() throws {
            if cancel { return try options.change(account.email) { try $0.stay(in: $1) } }
            guard let day = on.flatMap({ Day(iso: $0) }) else {
                throw StartFailure(.usage, "Add --on with a day, such as --on 2027-03-01.")
            }
            let (user, left) = try options.change(account.email) { user, tx in
                (user, try user.leave(on: day, in: tx))
            }
            guard left.total > 0 else { return }
            let place = "\(link.address)/handover/\(user.ref)"
            tell(
                """
                Still in this name: \(left.text). They are handed to colleagues of the same city, \
                role and programme at \(place); then give this command again.
                """)
            throw ExitCode(StartFailure.Status.unavailable.rawValue)
        }
    }
}

extension FileOptions {
    /// Does something with the account of this e-mail address.
    func change<T: Sendable>(
        _ email: String, _ work: (User, Transaction) throws -> T
    ) throws -> T {
        try beside { records in
            try records.write(as: .system) { tx in
                guard let user = try User.find(email: email, in: tx) else {
                    throw StartFailure(.noInput, "There is no account with this e-mail address.")
                }
                return try work(user, tx)
            }
        }
    }
}
