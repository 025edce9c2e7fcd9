import Foundation
import SQLite

/// Why a command did not do what it was asked, as it is told to the person who gave it.
public struct StartFailure: Error, Hashable, Sendable {
    /// How a command ends, by the numbers of sysexits(3).
    public enum Status: Int32, Sendable {
        case usage = 64
        case data = 65
        case noInput = 66
        case unavailable = 69
        case software = 70
        case system = 71
        case cannotCreate = 73
        case io = 74
        case noPermission = 77
        case configuration = 78
    }

    public let status: Status
    /// One sentence, without a value from the database.
    public let sentence: String

    public init(_ status: Status, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }

    /// The failure that tells of an error which opening or changing these files threw.
    public init(_ error: any Error, _ files: RecordFiles) {
        self =
            switch error {
            case let failure as StartFailure: failure
            case let error as KeyError: StartFailure(error, files)
            case let error as MigrationError: StartFailure(error, files)
            case let error as SQLiteError: StartFailure(error, files)
            case let refusal as Refusal: StartFailure(refusal)
            default:
                StartFailure(.software, "Something unforeseen went wrong (\(type(of: error))).")
            }
    }
}

extension StartFailure {
    private init(_ error: KeyError, _ files: RecordFiles) {
        let file = files.keyFile
        self =
            switch error {
            case .absent:
                StartFailure(.noInput, "There is no key file \(file) for this database.")
            case .unreadable: StartFailure(.noPermission, "The key file \(file) cannot be read.")
            case .readableByOthers:
                StartFailure(
                    .noPermission,
                    "Others may read the key file \(file); make it yours alone with chmod 600.")
            case .malformed:
                StartFailure(.configuration, "The key file \(file) is not a list of keys.")
            case .missing(let purpose):
                StartFailure(
                    .configuration, "The key file \(file) has no key \"\(purpose.rawValue)\".")
            case .notOfThisDatabase(let number):
                StartFailure(
                    .configuration,
                    "Key \(number) of the key file \(file) does not belong to \(files.database).")
            }
    }

    private init(_ error: MigrationError, _ files: RecordFiles) {
        let sentence = error.description.hasSuffix(".") ? error.description : "\(error)."
        self =
            switch error {
            case .newer, .disagreement, .foreignApplication:
                StartFailure(.data, "\(files.database): \(sentence)")
            case .refused, .foreignKeys: StartFailure(.data, sentence)
            default: StartFailure(.configuration, sentence)
            }
    }

    private init(_ error: SQLiteError, _ files: RecordFiles) {
        let sentence = "\(files.database): \(error)."
        let status: Status =
            switch error {
            case .corrupt, .notADatabase, .foreignApplication, .decode, .statement: .data
            case .cannotOpen: .cannotCreate
            case .readOnly: .noPermission
            case .full, .io: .io
            case .busy, .locked: .unavailable
            default: .software
            }
        self.init(status, sentence)
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .invalid(let problems):
            self.init(.usage, problems.map(StartFailure.sentence).joined(separator: " "))
        case .notFound: self.init(.noInput, "There is no such record.")
        default: self.init(.usage, "This is not possible now.")
        }
    }

    private static func sentence(_ problem: Problem) -> String {
        switch problem.message {
        case "problem.email": "This is not an e-mail address; the name comes first."
        case "problem.email_letters": "Before the @ are plain letters, digits and marks only."
        case "problem.email_taken": "There is an account with this e-mail address already."
        case "problem.name": "A name has 1 to 200 characters."
        case "problem.language": "--language is nl or en."
        case "problem.right_without_role": "--city and --programme belong to a role: add --role."
        case "problem.right_without_city":
            "This role is of one city: add --city with its reference or name."
        case "problem.right_of_no_city": "This role is of the whole network and has no --city."
        case "problem.city_unknown": "There is no city with this reference or name."
        case "problem.city_ambiguous": "Several cities have this name: give the reference of one."
        default: "The value of \(problem.field) cannot be accepted."
        }
    }
}
