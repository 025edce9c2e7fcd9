import Foundation

/// The folder with the parts that are no code: `Templates`, `Public` and `Migrations`.
public struct HomeFolder: Hashable, Sendable {
    public let url: URL

    public var templates: URL { url.appending(path: "Templates") }
    public var publicFiles: URL { url.appending(path: "Public") }
    public var migrations: URL { url.appending(path: "Migrations") }

    private static let parts = ["Templates", "Public", "Migrations"]

    /// The folder that was asked for, else the working directory if it has the three parts, else
    /// `../share/coalitie` beside the program.
    ///
    /// - Parameters:
    ///   - wanted: what a flag or the environment says; nil when they say nothing.
    ///   - program: the program's own file.
    /// - Throws: `StartFailure` naming what is missing, with the status `configuration`.
    public init(wanted: String?, workingDirectory: String, program: String) throws {
        if let wanted {
            let folder = URL(fileURLWithPath: wanted, isDirectory: true)
            if let part = HomeFolder.missing(in: folder) {
                throw StartFailure(
                    .configuration, "The home folder \(folder.path) has no folder \(part).")
            }
            url = folder
            return
        }
        let here = URL(fileURLWithPath: workingDirectory, isDirectory: true)
        let installed = URL(fileURLWithPath: program).deletingLastPathComponent()
            .appending(path: "../share/coalitie").standardizedFileURL
        guard let found = [here, installed].first(where: { HomeFolder.missing(in: $0) == nil })
        else {
            throw StartFailure(
                .configuration,
                "Neither \(here.path) nor \(installed.path) has the folders Templates, Public and "
                    + "Migrations; say with --home where they are.")
        }
        url = found
    }

    private static func missing(in folder: URL) -> String? {
        parts.first { part in
            var isFolder: ObjCBool = false
            let path = folder.appending(path: part).path
            return !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                || !isFolder.boolValue
        }
    }
}
