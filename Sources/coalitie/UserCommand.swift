import ArgumentParser
import Coalition

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts and what they may do.",
        subcommands: [
            Add.self, List.self, Grant.self, Reset.self, Block.self, Unblock.self,
            Leave.self,
        ])

    /// Where the one-time links lead.
    struct LinkOptions: ParsableArguments {
        @Option(help: "The address of the site (COALITIE_ORIGIN; http://127.0.0.1:8080).")
        var origin: String?

        /// The address of the site.
        var address: String { Setting.text(origin, "ORIGIN") ?? "http://127.0.0.1:8080" }

        func show(_ token: SessionToken) {
            print("\(address)/invitations/\(token.text)")
        }
    }

    /// A role as it is typed.
    struct RoleOptions: ParsableArguments {
        @Option(
            help: """
                The reference or name of the city of the role: for shelter, local and municipality, \
                not for the others.
                """)
        var city: String?

        @Option(help: "The programme of the role; every programme without it.")
        var programme: Programme?
    }

    struct Add: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Make an account and print the one-time link to set its password.",
            discussion: """
                For example: coalitie user add "Hanneke Vos" hanneke@voorbeeld.nl --role local \
                --city Nijmegen --programme samen_hier
                """)

        @OptionGroup var options: FileOptions
        @OptionGroup var link: LinkOptions
        @OptionGroup var right: RoleOptions
        @Argument(help: "The person's name, between quotes when it has blanks.")
        var name: String
        @Argument(help: "The e-mail address.") var email: String
        @Option(help: "nl or en.") var language = "nl"
        @Option(help: "What the person may do; nothing yet without it.") var role: Role?

        func perform() throws {
            var enrolment = Enrolment(email: email, name: name)
            enrolment.language = language
            enrolment.role = role
            (enrolment.city, enrolment.programme) = (right.city, right.programme)
            let wanted = enrolment
            link.show(
                try options.beside { try $0.write(as: .system) { try wanted.create(in: $0) } })
        }
    }
}

extension Role: ExpressibleByArgument {}
extension Programme: ExpressibleByArgument {}
