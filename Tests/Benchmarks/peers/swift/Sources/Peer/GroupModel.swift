import Mustache

// What the template of the list of groups shows. `MustacheParent` spares swift-mustache its reflection,
// which is slower; an optional text has a flag beside it, whose section costs no reflection either.

struct Place: Decodable, Sendable, MustacheParent {
    let programme: String
    let path: String
    let name: String

    func child(named field: String) -> Any? {
        switch field {
        case "programme": programme
        case "path": path
        case "name": name
        default: nil
        }
    }
}

struct Entry: Decodable, Sendable, MustacheParent {
    let path: String
    let label: String
    let isCurrent: Bool

    func child(named field: String) -> Any? {
        switch field {
        case "path": path
        case "label": label
        case "isCurrent": isCurrent
        default: nil
        }
    }
}

/// A link or tag, or another pair of texts under names of its own.
struct Pair: MustacheParent {
    let first: (name: String, text: String)
    let second: (name: String, text: String)

    init(_ first: (String, String), _ second: (String, String)) {
        (self.first, self.second) = (first, second)
    }

    func child(named field: String) -> Any? {
        field == first.name ? first.text : field == second.name ? second.text : nil
    }
}

struct Filter: MustacheParent {
    let path: String
    let hidden: [Pair]
    let fields: [Field]
    let chosen: [Pair]

    func child(named field: String) -> Any? {
        switch field {
        case "path": path
        case "hidden": hidden
        case "fields": fields
        case "isFiltered": !chosen.isEmpty
        case "chosen": chosen
        default: nil
        }
    }
}

struct Field: MustacheParent {
    let id: String
    let label: String
    var select: Control?
    var text: Control?

    func child(named field: String) -> Any? {
        switch field {
        case "id": id
        case "label": label
        case "select": select
        case "text": text
        default: nil
        }
    }
}

/// What a field is filled in with: choices, or a value.
struct Control: MustacheParent {
    let name: String
    var choices: [Choice] = []
    var value = ""

    func child(named field: String) -> Any? {
        switch field {
        case "id", "name": name
        case "choices": choices
        case "value": value
        default: nil
        }
    }
}

struct Choice: MustacheParent {
    let value: String
    let label: String
    var isChosen = false

    func child(named field: String) -> Any? {
        switch field {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}

struct Table: MustacheParent {
    let caption: String
    let headers: [Header]
    let rows: [GroupRow]
    let paging: Paging?

    func child(named field: String) -> Any? {
        switch field {
        case "caption": caption
        case "headers": headers
        case "rows": rows
        case "paging": paging
        default: nil
        }
    }
}

struct Header: MustacheParent {
    let text: String
    var isHidden = false
    var sorted: String?
    var sortPath: String?

    func child(named field: String) -> Any? {
        switch field {
        case "text": text
        case "isHidden": isHidden
        case "sorted": sorted
        case "hasSorted": sorted != nil
        case "sortPath": sortPath
        case "hasSortPath": sortPath != nil
        default: nil
        }
    }
}

struct GroupRow: MustacheParent {
    let path: String
    let name: String
    let picture: String
    let cells: [Cell]

    func child(named field: String) -> Any? {
        switch field {
        case "path": path
        case "name": name
        case "picture": picture
        case "cells": cells
        default: nil
        }
    }
}

struct Cell: MustacheParent {
    var label: String?
    var look: String?
    var text: String?
    var words: String?
    var tags: [Pair] = []
    var picture: String?

    func child(named field: String) -> Any? {
        switch field {
        case "label": label
        case "hasLabel": label != nil
        case "look": look
        case "hasLook": look != nil
        case "text": text
        case "hasText": text != nil
        case "words": words
        case "hasWords": words != nil
        case "tags": tags
        case "hasTags": !tags.isEmpty
        case "picture": picture
        case "hasPicture": picture != nil
        default: nil
        }
    }
}

struct Paging: MustacheParent {
    let previous: String?
    let range: String?
    let next: String?

    func child(named field: String) -> Any? {
        switch field {
        case "previous": previous
        case "hasPrevious": previous != nil
        case "range": range
        case "hasRange": range != nil
        case "next": next
        case "hasNext": next != nil
        default: nil
        }
    }
}
