import Fixtures
import Foundation
import Testing

/// The catalogue says what the code does: `make record-articles` writes its tables anew.
@Suite("An article of the domain")
struct ArticleTests {
    private let isRecording = ProcessInfo.processInfo.environment["COALITIE_RECORD"] != nil

    @Test("says in its tables what the code says", arguments: ArticleTables.articles)
    func tables(name: String) throws {
        var article = try Article(name)
        let tables = try ArticleTables.of(name)
        #expect(article.places == tables.map(\.name))
        for table in tables { article.put(table) }
        if isRecording { try article.write() }
        #expect(isRecording || article.corrections == [] && article.text == article.written)
        // A new row asks for words of a person.
        #expect(!article.text.contains("| ? |"))
    }

    @Test("gives a right in one city nothing of another")
    func otherCity() throws {
        #expect(try AccessTables(ArticleWords()).leaks == [])
    }

    @Test("keeps what people told of a row when its table is made anew")
    func kept() {
        let table = ArticleTable(
            name: "rules", header: ["rule", "value"], told: ["unit"],
            rows: [["a", "2"], ["b", "3"]])
        let old: [Substring] = ["| rule | value | unit |", "| a | 1 | days |"]
        #expect(
            table.lines(keeping: old) == [
                "| rule | value | unit |", "| --- | --- | --- |", "| a | 2 | days |",
                "| b | 3 | ? |",
            ])
    }
}
