/// All connections by descriptor, with what has to be found fast: deadlines and who waits longest.
struct ConnectionTable {
    private var slots: [Connection?] = []
    private var deadlines: [UInt64] = []
    private var lastGeneration: UInt32 = 0
    private(set) var count = 0
    /// Connections in the phase `.idle`, longest idle first.
    private(set) var idle = WaitingList()
    /// Connections in the phase `.head`, slowest first.
    private(set) var reading = WaitingList()

    mutating func insert(_ descriptor: Int32, _ peer: Address) -> Connection {
        let index = Int(descriptor)
        while slots.count <= index {
            slots.append(nil)
            deadlines.append(.max)
        }
        // Zero is the generation of the listener.
        lastGeneration = max(1, lastGeneration &+ 1)
        let connection = Connection(
            descriptor: descriptor, generation: lastGeneration, peer: peer)
        slots[index] = connection
        count += 1
        idle.append(descriptor)
        return connection
    }

    mutating func remove(_ connection: Connection) {
        move(connection, to: .draining)
        slots[Int(connection.descriptor)] = nil
        deadlines[Int(connection.descriptor)] = .max
        count -= 1
    }

    /// nil when the connection of that token is gone, even if its descriptor is in use again.
    subscript(token: UInt64) -> Connection? {
        let index = Int(UInt32(truncatingIfNeeded: token))
        guard index < slots.count, let connection = slots[index],
            connection.generation == UInt32(token >> 32)
        else { return nil }
        return connection
    }

    /// A connection that is idle goes to the end of the list again.
    mutating func move(_ connection: Connection, to phase: Connection.Phase) {
        switch connection.phase {
        case .idle: idle.remove(connection.descriptor)
        case .head: reading.remove(connection.descriptor)
        default: break
        }
        connection.phase = phase
        switch phase {
        case .idle: idle.append(connection.descriptor)
        case .head: reading.append(connection.descriptor)
        default: break
        }
    }

    mutating func setDeadline(_ connection: Connection, _ deadline: UInt64) {
        deadlines[Int(connection.descriptor)] = deadline
    }

    func expired(at now: UInt64) -> [Connection] {
        var expired: [Connection] = []
        for index in deadlines.indices where deadlines[index] <= now {
            if let connection = slots[index] { expired.append(connection) }
        }
        return expired
    }

    /// The one whose place is taken first when there is no room.
    var longestWaiting: Connection? {
        (idle.first ?? reading.first).flatMap { slots[Int($0)] }
    }

    var all: [Connection] { slots.compactMap(\.self) }
}

/// A doubly linked list of descriptors, in which one is found and taken out in constant time.
struct WaitingList {
    private static let none: Int32 = -1

    private var next: [Int32] = []
    private var previous: [Int32] = []
    private var head = none
    private var tail = none

    var first: Int32? { head == Self.none ? nil : head }

    mutating func append(_ descriptor: Int32) {
        let index = Int(descriptor)
        while next.count <= index {
            next.append(Self.none)
            previous.append(Self.none)
        }
        next[index] = Self.none
        previous[index] = tail
        if tail == Self.none { head = descriptor } else { next[Int(tail)] = descriptor }
        tail = descriptor
    }

    /// `descriptor` has to be in the list.
    mutating func remove(_ descriptor: Int32) {
        let index = Int(descriptor)
        let (before, after) = (previous[index], next[index])
        if before == Self.none { head = after } else { next[Int(before)] = after }
        if after == Self.none { tail = before } else { previous[Int(after)] = before }
    }
}
