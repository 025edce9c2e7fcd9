import CZlib
import Synchronization

/// Makes gzip members, RFC 1952, with one zlib stream that is used again and again.
// SAFETY: an instance is used by one thread at a time: `Gzip.Pool` hands each to one caller only, and
// `StaticFiles` calls its own under its lock.
final class Gzip: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    /// `level` is 1 (fast) to 9 (small).
    init(level: Int32) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window and 16 more for the gzip wrapper.
        let result = deflateInit2_(
            stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        isReady = result == Z_OK
    }

    deinit {
        if isReady { deflateEnd(stream) }
        stream.deallocate()
    }

    /// The compressed bytes, the same for the same input; nil when memory is short.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        guard isReady, deflateReset(stream) == Z_OK else { return nil }
        let bound = Int(deflateBound(stream, UInt(bytes.count)))
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib never writes to its input; its header only lacks the const.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(bound)
                isWhole = deflate(stream, Z_FINISH) == Z_STREAM_END
            }
            count = bound - Int(stream.pointee.avail_out)
        }
        return isWhole ? output : nil
    }
}

extension Gzip {
    /// Streams that wait for their next use; about as many as there are workers.
    final class Pool: Sendable {
        private let level: Int32
        private let spare = Mutex<[Gzip]>([])

        init(level: Int32) {
            self.level = level
        }

        func compress(_ bytes: [UInt8]) -> [UInt8]? {
            let gzip = spare.withLock { $0.popLast() } ?? Gzip(level: level)
            defer { spare.withLock { $0.append(gzip) } }
            return gzip.compress(bytes)
        }
    }
}
