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
            abstract: "Take all access away, at once and in every open browser.")

        @OptionGroup var options: FileOptions
        @OptionGroup var account: AccountOptions

        func perform() throws {
            let isAdministered = try options.change(account.email) {
                try User.setBlocked(true, $0, in: $1)
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
