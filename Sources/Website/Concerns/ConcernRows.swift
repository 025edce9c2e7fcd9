import Coalition
import Templates

/// The latest open concerns of which somebody may know, a line each.
struct ConcernRows: Sendable {
    private let rows: [ConcernList.Line]
    private let cities: [ID<City>: City]
    private let subjects: [ID<Concern>: TalkSubject]

    /// - Parameter limit: Lines at most.
    init(limit: Int, _ tx: Transaction) throws {
        rows = Array(try ConcernList().lines(nil, in: tx).rows.prefix(limit))
        cities = try City.find(
            Set(rows.map(\.concern.city)).sorted { $0.value < $1.value }, in: tx)
        subjects = try TalkSubject.of(rows.map(\.concern), in: tx)
    }

    func lines(_ context: Context) -> [PersonLine] {
        let words = context.words
        return rows.map { line in
            let reads = line.level == .text
            return PersonLine(
                name: subjects[line.concern.id]?.name(words) ?? line.concern.called(words),
                path: "/concerns/\(line.concern.ref)",
                hint: TaskWords.joined([
                    reads ? line.concern.kindText(words) : line.concern.ref,
                    cities[line.concern.city]?.name(context.language.rawValue),
                ]), tag: line.concern.tag(reads: reads, words))
        }
    }
}
