import Templates

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
