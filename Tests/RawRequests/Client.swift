import Glibc

/// A socket of a client that sends what it is told and shows what came back.
package final class Client {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    package init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ClientError.noSocket }
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
        }
        var guardTime = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &guardTime,
            socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
            }
        }
        guard result == 0 else { throw ClientError.refused }
    }

    deinit { end() }

    package func send(_ text: String) { send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    package func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes with a reset instead of an orderly end.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &linger,
            socklen_t(MemoryLayout<Glibc.linger>.size))
        end()
    }

    package func end() {
        if isOpen { close(descriptor) }
        isOpen = false
    }

    /// The next answer; `isHead` if it has no body whatever its length says.
    package func answer(isHead: Bool = false) throws -> RawAnswer {
        while true {
            if let end = RawAnswer.headEnd(buffer) {
                var answer = RawAnswer(head: buffer[..<end])
                let length = isHead ? 0 : answer.contentLength
                if buffer.count >= end + length {
                    answer.body = Array(buffer[end..<end + length])
                    buffer.removeFirst(end + length)
                    return answer
                }
            }
            guard try receive() else { throw ClientError.ended }
        }
    }

    /// Whether the server ends the connection, and sends nothing before that.
    package func isEnded() throws -> Bool {
        guard buffer.isEmpty else { return false }
        do { return try !receive() } catch ClientError.reset { return true }
    }

    /// Whether the server has ended the connection by now; what it sent before is thrown away.
    package var hasBeenEnded: Bool {
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
            guard count <= 0 else { continue }
            return count == 0 || errno != EAGAIN
        }
    }

    private func receive() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count < 0 {
            throw errno == EAGAIN ? ClientError.silent : ClientError.reset
        }
        buffer += chunk[..<count]
        return count > 0
    }
}

package enum ClientError: Error {
    case noSocket
    case refused
    /// The server ended the connection before the answer was whole.
    case ended
    case reset
    /// Nothing came for twenty seconds.
    case silent
}

/// An answer as it came over the wire.
package struct RawAnswer {
    package let status: Int
    package let fields: [(name: String, value: String)]
    package var body: [UInt8] = []

    package init(head: ArraySlice<UInt8>) {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        fields = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (line[..<colon].lowercased(), String(line[colon...].dropFirst(2)))
        }
    }

    package static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for end in 4...bytes.count where bytes[(end - 4)..<end].elementsEqual([13, 10, 13, 10]) {
            return end
        }
        return nil
    }

    package var contentLength: Int { self["content-length"].flatMap { Int($0) } ?? 0 }
    package var text: String { String(decoding: body, as: UTF8.self) }
    package var closes: Bool { self["connection"] == "close" }

    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
