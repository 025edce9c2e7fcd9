import Dispatch
import Synchronization
import Testing

@testable import HTTP

@Suite("Workers")
struct WorkersTests {
    @Test("run every job once")
    func all() {
        let workers = Workers(label: "test", count: 4, capacity: 10_000)
        let done = Mutex<[Int]>([])
        let group = DispatchGroup()
        for number in 0..<5000 {
            group.enter()
            let isTaken = workers.submit {
                done.withLock { $0.append(number) }
                group.leave()
            }
            #expect(isTaken)
        }
        group.wait()
        #expect(done.withLock { $0.sorted() } == Array(0..<5000))
        #expect(workers.waiting == 0)
    }

    @Test("take no more than the queue holds")
    func bounded() throws {
        let workers = Workers(label: "test", count: 1, capacity: 2)
        let gate = Gate()
        #expect(workers.submit { gate.pass() })
        try waitUntil { gate.waiting == 1 }
        #expect(workers.submit {})
        #expect(workers.submit {})
        #expect(!workers.submit {})
        gate.open()
        try waitUntil { workers.waiting == 0 }
        #expect(workers.submit {})
    }

    @Test("of one lane keep the order of the jobs")
    func order() {
        let workers = Workers(label: "test", count: 1, capacity: 1000)
        let done = Mutex<[Int]>([])
        let group = DispatchGroup()
        for number in 0..<500 {
            group.enter()
            _ = workers.submit {
                done.withLock { $0.append(number) }
                group.leave()
            }
        }
        group.wait()
        #expect(done.withLock { $0 } == Array(0..<500))
    }

    @Test("are given work from a ring that wraps around")
    func ring() {
        var ring = RingBuffer<Int>(capacity: 3)
        var taken: [Int?] = []
        for number in 0..<10 {
            let fits = [ring.append(number), ring.append(-number)]
            #expect(fits == [true, true])
            taken += [ring.popFirst(), ring.popFirst()]
        }
        #expect(taken == (0..<10).flatMap { [$0, -$0] })
        let fits = (0..<4).map { ring.append($0) }
        #expect(fits == [true, true, true, false])
    }
}

@Suite("The table of connections")
struct ConnectionTableTests {
    @Test("does not take a new connection for an old one with its descriptor")
    func generations() throws {
        var table = ConnectionTable()
        let peer = try #require(Address("127.0.0.1"))
        let old = table.insert(7, peer)
        #expect(table[old.token] === old)
        table.remove(old)
        let new = table.insert(7, peer)
        #expect(table[old.token] == nil)
        #expect(table[new.token] === new)
        #expect(table.count == 1)
    }

    @Test("knows who is idle longest, and prefers them to those who send a head")
    func order() throws {
        var table = ConnectionTable()
        let peer = try #require(Address("127.0.0.1"))
        let all = [3, 4, 5].map { table.insert($0, peer) }
        table.move(all[0], to: .head)
        #expect(table.longestWaiting === all[1])
        table.move(all[1], to: .idle)
        #expect(table.longestWaiting === all[2])
        table.move(all[2], to: .working)
        table.remove(all[1])
        #expect(table.longestWaiting === all[0])
        table.move(all[0], to: .working)
        #expect(table.longestWaiting == nil)
    }

    @Test("finds deadlines that have passed")
    func deadlines() throws {
        var table = ConnectionTable()
        let peer = try #require(Address("127.0.0.1"))
        let all = [3, 9].map { table.insert($0, peer) }
        table.setDeadline(all[0], 50)
        table.setDeadline(all[1], 60)
        #expect(table.expired(at: 55).map(\.descriptor) == [3])
        table.remove(all[0])
        #expect(table.expired(at: 70).map(\.descriptor) == [9])
    }
}
