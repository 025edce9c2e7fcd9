import FoundationEssentials
import Synchronization

/// The files of a folder, read once and served from memory under fingerprinted addresses.
///
/// `coalitie.css` is served as `/assets/coalitie.FINGERPRINT.css` and may be kept for ever; the
/// plain name, as one file refers to another, is served too and has to be asked for anew.
public final class StaticFiles: Sendable {
    private struct Catalogue {
        var files: [String: StaticFile] = [:]
        /// The name of a file by its fingerprinted path, the latest and those before it.
        var names: [String: String] = [:]
    }

    let prefix: String
    /// The pattern under which the answers are counted.
    let route: String
    private let directory: URL
    private let reloads: Bool
    private let gzip = Gzip(level: 9)
    private let catalogue = Mutex(Catalogue())

    /// Reads every file below `directory`; names that begin with a dot are passed over.
    ///
    /// - Parameters:
    ///   - prefix: where they are served; begins and ends with a slash.
    ///   - reloads: whether a changed or new file is picked up at the next request, for
    ///     development; this reads from the disk in the loop.
    /// - Throws: `StaticFilesError` when the folder or a file in it cannot be read.
    public init(
        directory: URL, prefix: String = "/assets/", reloads: Bool = false
    ) throws(StaticFilesError) {
        self.directory = directory
        self.prefix = prefix
        route = prefix + ":file"
        self.reloads = reloads
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: directory.path)
        else { throw .directoryUnreadable(directory.path) }
        for name in names where !Self.isHidden(name) {
            guard let stamp = FileStamp(directory.appending(path: name)) else { continue }
            guard load(name, stamp) else { throw .fileUnreadable(name) }
        }
    }

    /// The fingerprinted address of a file by its name below the folder; nil if there is none.
    public func path(for name: String) -> String? {
        file(named: name)?.path
    }

    /// The file at a path, and whether the path carries its fingerprint; nil if there is none.
    func file(at path: String) -> (file: StaticFile, isFingerprinted: Bool)? {
        guard path.hasPrefix(prefix) else { return nil }
        if let name = catalogue.withLock({ $0.names[path] }) {
            guard let file = file(named: name), file.path == path else { return nil }
            return (file, true)
        }
        return file(named: String(path.dropFirst(prefix.count))).map { ($0, false) }
    }

    private func file(named name: String) -> StaticFile? {
        if reloads { reload(name) }
        return catalogue.withLock { $0.files[name] }
    }

    private func reload(_ name: String) {
        let known = catalogue.withLock { $0.files[name]?.stamp }
        // A name from a request may only lead to what lies below the folder.
        guard known != nil || !name.split(separator: "/").contains(".."), !Self.isHidden(name),
            let stamp = FileStamp(directory.appending(path: name)), stamp != known
        else { return }
        _ = load(name, stamp)
    }

    private func load(_ name: String, _ stamp: FileStamp) -> Bool {
        guard let data = try? Data(contentsOf: directory.appending(path: name)) else {
            return false
        }
        catalogue.withLock { catalogue in
            let (bytes, type) = ([UInt8](data), MediaType.ofFile(named: name))
            let fingerprint = Fingerprint.of(bytes)
            let path = prefix + Self.fingerprinted(name, fingerprint)
            catalogue.names[path] = name
            catalogue.files[name] = StaticFile(
                path: path, fingerprint: fingerprint, type: type, bytes: bytes, stamp: stamp,
                gzip: gzip)
        }
        return true
    }

    private static func isHidden(_ name: String) -> Bool {
        name.split(separator: "/").contains { $0.hasPrefix(".") }
    }

    /// `a/b.css` becomes `a/b.FINGERPRINT.css`, and `LICENSE` becomes `LICENSE.FINGERPRINT`.
    private static func fingerprinted(_ name: String, _ fingerprint: String) -> String {
        let folderEnd = name.lastIndex(of: "/") ?? name.startIndex
        guard let dot = name[folderEnd...].lastIndex(of: ".") else {
            return name + "." + fingerprint
        }
        return name[..<dot] + "." + fingerprint + name[dot...]
    }
}

/// Why the files of a folder cannot be served.
public enum StaticFilesError: Error, Sendable, Equatable {
    /// The folder is missing or may not be read.
    case directoryUnreadable(String)
    /// A file in it may not be read; the name is relative to the folder.
    case fileUnreadable(String)
}
