import Mustache

/// A city in the table of the network.
struct CityRow: MustacheParent {
    struct Cell: MustacheParent {
        let label: String
        var number: String?
        var isZero = false
        var list: String?
        var state: String?
        var look = ""

        func child(named name: String) -> Any? {
            switch name {
            case "label": label
            case "number": number
            case "isNumber": number != nil
            case "isZero": isZero
            case "list": list
            case "state": state
            case "look": look
            default: nil
            }
        }
    }

    let path: String
    let name: String
    let cells: [Cell]

    func child(named name: String) -> Any? {
        switch name {
        case "path": path
        case "name": self.name
        case "cells": cells
        default: nil
        }
    }

    static func rows(
        _ page: Facts.Page, _ found: Found, _ facts: Facts
    ) -> [CityRow] {
        let counts = counts(found)
        var programmes: [Int64: [String: String]] = [:]
        for row in found["programmes"] {
            programmes[row[1].number, default: [:]][row[2].text] = row[3].text
        }
        let cities = Dictionary(
            uniqueKeysWithValues: found.named("cities").map { ($0.number("id"), $0) })
        return page.order.compactMap { id in
            cities[id].map { row in
                CityRow(
                    path: "/cities/\(row.text("ref"))", name: row.text("name_nl"),
                    cells: cells(row.text("ref"), programmes[id] ?? [:], counts[id] ?? [:], facts))
            }
        }
    }

    private static func counts(_ found: Found) -> [Int64: [String: Int64]] {
        var counts: [Int64: [String: Int64]] = [:]
        for row in found["counts"] {
            let (subject, state) = (row[2].text, row[3].text)
            let key =
                switch subject {
                case "group": state
                case "family": state == "waiting" ? state : ""
                default: state == "in_stay" || state == "departing" ? "stays" : ""
                }
            guard !key.isEmpty else { continue }
            counts[row[0].number, default: [:]][key, default: 0] += row[4].number
        }
        for key in ["concern", "silent", "strength"] {
            for row in found[key] {
                counts[row[0].number, default: [:]][key] = row[1].number
            }
        }
        return counts
    }

    private static func cells(
        _ ref: String, _ states: [String: String], _ counts: [String: Int64], _ facts: Facts
    ) -> [Cell] {
        programmes.flatMap { programme, columns in
            let state = states[programme]
            let first = Cell(
                label: facts.word("programme.\(programme)"),
                state: state.map { facts.word("city.state.\($0)") },
                look: state.flatMap { looks[$0] } ?? "")
            return [first]
                + columns.map { key, path in
                    let (count, label) = (counts[key] ?? 0, facts.word("network.column.\(key)"))
                    return state == nil && count == 0
                        ? Cell(label: label)
                        : Cell(
                            label: label, number: String(count), isZero: count == 0,
                            list: count == 0 ? nil : "\(path)&city=\(ref)")
                }
        }
    }

    private static let programmes: [(String, [(String, String)])] = [
        (
            "samen_hier",
            ["interest", "forming", "preparing", "ready", "matched", "active"].map {
                ($0, "/groups?state=\($0)")
            } + [
                ("concern", "/groups?flag=concern"),
                ("silent", "/groups?flag=silent&sort=contact"),
                ("strength", "/groups?flag=strength"), ("waiting", "/families?state=waiting"),
            ]
        ), ("shelter_city", [("stays", "/stays?period=now")]),
    ]
    private static let looks = [
        "active": "ok", "pilot": "info", "agreed": "info half", "forming": "warn half",
        "exploring": "info open", "paused": "mutec still", "leaving": "mutec still",
        "former": "mutec",
    ]
}
