import Foundation
import Synchronization

/// All templates and messages of the program, with one type of frame for every page.
///
/// The frame holds what any template may need at any depth, reached as `{{@name}}`.
public final class TemplateSet<Frame: PageModel>: Sendable {
    /// What one load read, and the state of the files then.
    struct Load: Sendable {
        let library: Library
        let stamp: SourceFolder.Stamp
    }

    /// Whether changed files are read again before a page is rendered.
    public let reloads: Bool
    private let folder: SourceFolder?
    private let load: Load
    private let latest: Mutex<Load>
    private let flaws: Mutex<[TemplateError.Flaw]>

    /// Reads every `*.html` below a folder, named by its path without the extension, and the
    /// messages in `messages/nl.txt` and `messages/en.txt`.
    ///
    /// What is wrong is reported by ``check()``, after the pages were registered.
    public convenience init(directory: URL, reloads: Bool = false) {
        let folder = SourceFolder(directory)
        let stamp = reloads ? folder.stamp : [:]
        let load = Load(library: Library(folder.read()), stamp: stamp)
        self.init(load, folder, reloads: reloads)
    }

    /// Makes a set of templates and messages held in memory, such as in a test.
    public convenience init(templates: [String: String], messages: [Language: String] = [:]) {
        let sources = Sources(templates: templates, messages: messages)
        self.init(Load(library: Library(sources), stamp: [:]), nil, reloads: false)
    }

    private init(_ load: Load, _ folder: SourceFolder?, reloads: Bool) {
        self.load = load
        self.folder = folder
        self.reloads = reloads
        latest = Mutex(load)
        flaws = Mutex(load.library.flaws)
    }

    /// The messages; the latest when the set reloads.
    public var catalogue: Catalogue {
        (reloads ? refreshed() : load).library.catalogue
    }

    /// Compiles a template for a type of page, in every language.
    ///
    /// What is wrong with it is reported by ``check()``, together with the flaws of all others.
    public func page<Model: PageModel>(_ name: String, _ type: Model.Type) -> Page<Model> {
        let page = Page<Model>(name, self, load)
        flaws.withLock { $0 += page.flaws }
        return page
    }

    /// Checks everything that was read and registered so far; called once at start.
    ///
    /// - Throws: ``TemplateError`` with every flaw, not only the first.
    public func check() throws(TemplateError) {
        let flaws = flaws.withLock { $0 }
        guard flaws.isEmpty else { throw TemplateError(flaws) }
    }

    /// What the files hold now.
    func refreshed() -> Load {
        guard let folder else { return load }
        return latest.withLock { latest in
            let stamp = folder.stamp
            if stamp != latest.stamp {
                latest = Load(library: Library(folder.read()), stamp: stamp)
            }
            return latest
        }
    }
}
