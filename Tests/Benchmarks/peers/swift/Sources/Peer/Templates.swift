import GRDB
import Mustache

/// The templates, parsed once: that of the list of groups, which the benchmark translated, and that of
/// the dashboard's table.
struct Templates: Sendable {
    private let facts: Facts
    private let list: MustacheTemplate
    private let table: MustacheTemplate

    init(_ facts: Facts) throws {
        self.facts = facts
        list = try MustacheTemplate(string: facts.templates["Hummingbird"] ?? "")
        table = try MustacheTemplate(string: Templates.sources["cities"] ?? "")
    }

    func rendered(_ page: Facts.Page, _ frame: Facts.Frame, _ found: Found) -> String {
        page.kind == "groups"
            ? list.render(GroupList(page, frame, found, facts))
            : table.render(["rows": CityRow.rows(page, found, facts)])
    }

    private static let sources = [
        "cities": """
        {{#rows}}
        <tr><th scope="row"><a href="{{path}}" dir="auto">{{name}}</a></th>
        {{#cells}}
        <td data-l="{{label}}"{{#isNumber}} class="num{{#isZero}} zero{{/isZero}}"{{/isNumber}}>{{#list}}<a href="{{list}}">{{number}}</a>{{/list}}{{^list}}{{number}}{{/list}}{{#state}}<span class="tags"><span class="tag {{look}}">{{state}}</span></span>{{/state}}</td>
        {{/cells}}
        </tr>
        {{/rows}}

        """
    ]
}
