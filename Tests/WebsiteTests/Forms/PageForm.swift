import Foundation
import HTTP

@testable import Website

/// A form of a page with what a browser sends when nothing is changed in it.
struct PageForm {
    let action: String
    var fields: [(String, String)]

    /// The forms of a page that are posted.
    static func all(in page: String) -> [PageForm] {
        page.matches(of: /(?s)<form[^>]*action="([^"]*)"[^>]*method="post"[^>]*>(.*?)<\/form>/)
            .map { match in
                PageForm(
                    action: plain(match.output.1),
                    fields: inputs(match.output.2) + areas(match.output.2)
                        + options(match.output.2))
            }
    }

    /// The same with other values; nil takes a field away.
    func with(_ changes: [String: String?]) -> PageForm {
        var form = self
        form.fields.removeAll { changes.keys.contains($0.0) }
        form.fields += changes.sorted { $0.key < $1.key }.compactMap { name, value in
            value.map { (name, $0) }
        }
        return form
    }

    subscript(_ name: String) -> String? { fields.first { $0.0 == name }?.1 }

    private static func inputs(_ text: Substring) -> [(String, String)] {
        text.matches(of: /<input([^>]*)>/).compactMap { match in
            let tag = match.output.1
            let isChoice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
            guard let name = attribute("name", tag), !isChoice || tag.contains(" checked") else {
                return nil
            }
            return (name, attribute("value", tag) ?? "")
        }
    }

    private static func areas(_ text: Substring) -> [(String, String)] {
        text.matches(of: /(?s)<textarea([^>]*)>\n?(.*?)<\/textarea>/).compactMap { match in
            attribute("name", match.output.1).map { ($0, plain(match.output.2)) }
        }
    }

    private static func options(_ text: Substring) -> [(String, String)] {
        text.matches(of: /(?s)<select([^>]*)>(.*?)<\/select>/).compactMap { match in
            let chosen = match.output.2.firstMatch(of: /<option value="([^"]*)" selected/)?.output.1
            return attribute("name", match.output.1).map { ($0, plain(chosen ?? "")) }
        }
    }

    private static func attribute(_ name: String, _ tag: Substring) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return plain(tag[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}

extension Browser {
    /// The form of the last page that is posted to a path; nil when there is none.
    func form(_ action: String) -> PageForm? {
        PageForm.all(in: page).first { $0.action == action }
    }

    /// Opens a page and takes the form out of it that is posted to a path.
    func open(_ path: String, _ action: String) -> PageForm? {
        get(path)
        return form(action)
    }

    /// Presses the form's button, perhaps one with a value of its own.
    @discardableResult
    func send(_ form: PageForm, _ button: [String: String] = [:]) -> Response {
        post(form.action, form.with(button).fields, withToken: false)
    }

    /// What the next page says has just been done.
    func note(at path: String) -> String {
        get(path)
        let note = page.firstMatch(of: /(?s)<div class="note" role="status">.*?<p>(.*?)<\/p>/)
        return String(note?.output.1 ?? "")
    }
}
