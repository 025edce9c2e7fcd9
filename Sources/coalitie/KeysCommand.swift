import ArgumentParser
import Coalition

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The keys under which personal data is sealed.",
        subcommands: [Make.self, List.self, Check.self])

    struct Make: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Make a key file before there is a database.")

        @OptionGroup var options: FileOptions

        func perform() throws {
            try options.access().makeKeys()
            print("The keys are in \(options.files.keyFile). Keep a copy apart from the backups.")
        }
    }

    struct List: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Name the keys in the file; their secrets are never shown.")

        @OptionGroup var options: FileOptions

        func perform() throws {
            for key in try KeyFile.read(options.files.keyFile).list {
                print("\(key.number) \(key.purpose.rawValue)\(key.isInUse ? " (in use)" : "")")
            }
        }
    }

    struct Check: Operation {
        static let configuration = CommandConfiguration(
            abstract: "Make sure that the key file belongs to the database.")

        @OptionGroup var options: FileOptions

        func perform() throws {
            try options.beside { _ in print("The key file belongs to the database.") }
        }
    }
}
