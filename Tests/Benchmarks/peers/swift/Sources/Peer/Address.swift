import Foundation

/// The list with what was chosen, from which its links are made.
struct Address {
    let path: String
    let asked: [String: String]
    private(set) var query: [(name: String, value: String)]

    init(_ full: String) {
        let parts = full.split(separator: "?", maxSplits: 1)
        path = String(parts.first ?? "")
        var asked: [String: String] = [:]
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1).map(Address.decoded)
            asked[sides[0]] = sides.count > 1 ? sides[1] : ""
        }
        self.asked = asked
        query = ["city", "state", "flag", "q", "sort", "order"].compactMap { name in
            asked[name].map { (name, $0) }
        }
    }

    /// The address with other values; nil takes a name away.
    func changed(_ changes: (name: String, value: String?)...) -> String {
        var pairs = query.filter { pair in !changes.contains { $0.name == pair.name } }
        pairs += changes.compactMap { change in change.value.map { (change.name, $0) } }
        let text = pairs.map { "\($0.name)=\(Address.encoded($0.value))" }.joined(separator: "&")
        return text.isEmpty ? path : "\(path)?\(text)"
    }

    private static func decoded(_ text: Substring) -> String {
        text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }

    private static let unreserved = CharacterSet.alphanumerics.union(
        CharacterSet(charactersIn: "-_."))
}
