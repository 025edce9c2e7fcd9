import Coalition
import Templates

/// All that is read of the home folder's `Templates`, compiled and checked once.
struct CompiledSite: Sendable {
    let templates: TemplateSet<Frame>
    let pages: CompiledPages
    /// What is printed for a family in its own language.
    let sheets: Sheets

    /// - Throws: `StartFailure` naming every flaw of a template or message.
    init(_ configuration: Site.Configuration) throws {
        templates = TemplateSet<Frame>(
            directory: configuration.home.appending(path: "Templates"),
            reloads: configuration.reloads)
        do {
            pages = try CompiledPages(Features.pages, in: templates)
            let catalogue = templates.catalogue
            try catalogue.require(MessageKeys.all + MessageKeys.described(catalogue.words(.nl)))
            sheets = try Sheets(directory: configuration.home.appending(path: "Templates/sheets"))
        } catch let error as TemplateError {
            throw StartFailure(.configuration, error.description)
        }
    }
}

/// Every page of the site, compiled and checked at start, found by its type.
struct CompiledPages: Sendable {
    private let pages: [ObjectIdentifier: any Sendable]

    /// - Throws: `TemplateError` with everything that is wrong in any template or catalogue.
    init(_ types: [any SitePage.Type], in templates: TemplateSet<Frame>) throws {
        var pages: [ObjectIdentifier: any Sendable] = [:]
        for type in types { pages[ObjectIdentifier(type)] = CompiledPages.compile(type, templates) }
        try templates.check()
        self.pages = pages
    }

    /// - Throws: `PageMissing` for a type that no feature lists, `TemplateError` when a template was
    ///   changed for the worse in development.
    func render<Page: SitePage>(
        _ page: Page, frame: Frame, language: Language
    ) throws -> [UInt8] {
        guard
            let compiled = pages[ObjectIdentifier(Page.self)] as? TemplateSet<Frame>.Page<Page>
        else { throw PageMissing(template: Page.template) }
        return try compiled.render(page, frame: frame, language: language)
    }

    private static func compile<Page: SitePage>(
        _ type: Page.Type, _ templates: TemplateSet<Frame>
    ) -> any Sendable {
        templates.page(Page.template, type)
    }
}

/// A page that no feature lists among its pages: a mistake in the program.
struct PageMissing: Error { let template: String }
