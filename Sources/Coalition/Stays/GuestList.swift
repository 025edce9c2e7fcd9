import SQLite

/// Which guests a list shows, by their Dutch code names.
public struct GuestList: RecordList {
    /// Only guests who have no stay yet.
    public var isUnplaced = false
    /// Part of a code name, in either language.
    public var text: String?
    public var isDescending = false

    public init() {}

    package typealias Element = Guest

    package var order: [SQL] { ["guests.code_nl", "guests.id"] }
    package func rows(_ tx: Transaction) -> SQL? { GuestPolicy.visible(to: tx.viewer) }
    /// The rows are those of the viewer already.
    package func sight(_: Transaction) -> SQL? { "1" }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all: [SQL] = isUnplaced ? ["guests.is_placed = 0"] : []
        if let text, !text.isEmpty {
            let wanted = text.lowercased()
            all.append(
                "(instr(lower(guests.code_nl), \(wanted)) > 0 OR instr(lower(guests.code_en), \(wanted)) > 0)"
            )
        }
        return all
    }
}
