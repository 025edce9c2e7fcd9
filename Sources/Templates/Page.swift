import Synchronization

extension TemplateSet {
    /// A template compiled in every language for one type of page.
    public final class Page<Model: PageModel>: Sendable {
        private let name: String
        private let set: TemplateSet
        private let compiled: Compiled
        private let reloaded: Mutex<Compiled>
        /// The size of the last page, which the next buffer starts with.
        private let sizeHint = Atomic(4096)

        init(_ name: String, _ set: TemplateSet, _ load: Load) {
            self.name = name
            self.set = set
            compiled = Compiled(name, load)
            reloaded = Mutex(compiled)
        }

        /// Everything that is wrong with the page as it was first compiled.
        var flaws: [TemplateError.Flaw] { compiled.flaws }

        /// Writes the page as UTF-8.
        ///
        /// - Throws: ``TemplateError`` when the template has flaws, which can only be after
        ///   ``TemplateSet/check()`` if the set reloads.
        public func render(
            _ value: Model, frame: Frame, language: Language
        ) throws(TemplateError) -> [UInt8] {
            let compiled = set.reloads ? current(set.refreshed()) : compiled
            guard compiled.flaws.isEmpty else { throw TemplateError(compiled.flaws) }
            let size = sizeHint.load(ordering: .relaxed)
            var output = Output(capacity: size + size / 8)
            compiled[language].run(value, frame, &output)
            sizeHint.store(output.count, ordering: .relaxed)
            return output.bytes
        }

        private func current(_ load: Load) -> Compiled {
            reloaded.withLock { compiled in
                if compiled.stamp != load.stamp { compiled = Compiled(name, load) }
                return compiled
            }
        }
    }
}

extension TemplateSet.Page {
    /// The programs of one load.
    private struct Compiled: Sendable {
        let stamp: SourceFolder.Stamp
        let flaws: [TemplateError.Flaw]
        private let nl: Op<Model, Frame>
        private let en: Op<Model, Frame>

        init(_ name: String, _ load: TemplateSet.Load) {
            let dutch = Compilation<Frame>(load.library, .nl)
            let english = Compilation<Frame>(load.library, .en)
            nl = dutch.page(name, Model.self)
            en = english.page(name, Model.self)
            stamp = load.stamp
            flaws = load.library.flaws + (dutch.flaws + english.flaws).uniqued()
        }

        subscript(language: Language) -> Op<Model, Frame> {
            switch language {
            case .nl: nl
            case .en: en
            }
        }
    }
}
