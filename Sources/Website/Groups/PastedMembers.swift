import Coalition

/// What was pasted into the form of new members: its rows as the fields of that form, or what is wrong
/// with it as a whole.
struct PastedMembers {
    /// The most rows that are taken at once: more than any group has room for.
    static let most = 40
    static let field = "pasted"

    /// Nil for one without a head.
    private let columns: [MemberColumn?]
    private let rows: [[String]]
    /// Nil when every cell has a column.
    let problem: Problem?

    init(_ text: String, _ trainings: [Training]) {
        let cells = SpreadsheetRows.cells(text)
        let heads = cells.first.flatMap { PastedMembers.heads($0, trainings) }
        let rows = heads == nil ? cells : Array(cells.dropFirst())
        columns = heads ?? MemberColumn.usual(trainings)
        self.rows = rows
        problem =
            PastedMembers.strange(heads ?? [], cells.first ?? [])
            ?? PastedMembers.problem(rows, columns)
    }

    var count: Int { rows.count }

    /// The rows as fields, from a row of the form on.
    func values(from first: Int, _ today: Day) -> Values {
        var values = Values()
        for (number, row) in rows.enumerated() {
            let index = first + number
            var parts: [MemberColumn: [String]] = [:]
            for case (let column?, let cell) in zip(columns, row) where !cell.isEmpty {
                parts[column, default: []].append(cell)
            }
            values.set("name.\(index)", parts[.name]?.joined(separator: " ") ?? "")
            for (column, cells) in parts where column != .name {
                PastedMembers.set(column, cells.joined(separator: " "), index, today, &values)
            }
        }
        return values
    }

    /// Of a day of birth only the year is kept.
    private static func set(
        _ column: MemberColumn, _ text: String, _ index: Int, _ today: Day, _ values: inout Values
    ) {
        switch column {
        case .contact:
            let isNo = ["nee", "no", "0", "-", "false", "onwaar"].contains(text.lowercased())
            if !isNo, values["contact"] == nil { values.set("contact", index) }
        case .birthYear:
            let year = TypedDay.read(text, today).map { String($0.year) }
            values.set("birth_year.\(index)", text.count > 4 ? year ?? text : text)
        default: values.set("\(column.field).\(index)", text)
        }
    }

    /// The columns that the first row names, nil for one that has no place; nil when it is no head: a
    /// head names a column, and has no address or number in it.
    private static func heads(_ row: [String], _ trainings: [Training]) -> [MemberColumn?]? {
        let filled = row.filter { !$0.isEmpty }
        guard !filled.contains(where: { $0.contains("@") || $0.allSatisfy(\.isNumber) })
        else { return nil }
        let heads = row.map { MemberColumn(head: $0, trainings) }
        return heads.contains { $0 != nil } ? heads : nil
    }

    /// Heads that have no place here.
    private static func strange(_ heads: [MemberColumn?], _ row: [String]) -> Problem? {
        let strange = zip(heads, row).filter { $0.0 == nil && !$0.1.isEmpty }.map(\.1)
        guard !strange.isEmpty else { return nil }
        let names = strange.prefix(5).map { String($0.prefix(40)) }.joined(separator: ", ")
        return Problem(field, "problem.pasted_heads", ["names": .text(names)])
    }

    private static func problem(_ rows: [[String]], _ columns: [MemberColumn?]) -> Problem? {
        if rows.isEmpty { return Problem(field, "problem.pasted_nothing") }
        if rows.count > most {
            return Problem(
                field, "problem.pasted_rows",
                ["rows": .number(rows.count), "maximum": .number(most)])
        }
        for (index, row) in rows.enumerated() {
            let last = row.indices.last {
                !row[$0].isEmpty && ($0 >= columns.count || columns[$0] == nil)
            }
            guard let last else { continue }
            return Problem(
                field, "problem.pasted_columns",
                [
                    "row": .number(index + 1), "cells": .number(last + 1),
                    "columns": .number(columns.compactMap { $0 }.count),
                ])
        }
        return nil
    }
}
