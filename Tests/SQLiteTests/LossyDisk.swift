import Foundation
import Synchronization

/// What a disk without power holds: of every file the bytes at its last sync, and of what was
/// written since then whatever the drive happened to keep.
final class LossyDisk: Sendable {
    /// What became of a change that was not synced.
    enum Fate: CaseIterable {
        case lost
        /// Half of it reached the drive.
        case torn
        case kept
    }

    /// A change that no sync has made safe yet.
    private enum Change {
        case write(at: Int, [UInt8])
        case resize(Int)
    }

    private struct File {
        var safe: [UInt8] = []
        var pending: [Change] = []
    }

    private let files = Mutex<[String: File]>([:])

    func write(_ path: String, at offset: Int, _ bytes: [UInt8]) {
        files.withLock { $0[path, default: File()].pending.append(.write(at: offset, bytes)) }
    }

    func resize(_ path: String, to size: Int) {
        files.withLock { $0[path, default: File()].pending.append(.resize(size)) }
    }

    /// Everything written so far outlasts a power cut from now on.
    func sync(_ path: String) {
        files.withLock { files in
            for change in files[path]?.pending ?? [] { Self.apply(change, &files[path]) }
            files[path]?.pending.removeAll()
        }
    }

    func remove(_ path: String) {
        files.withLock { $0[path] = nil }
    }

    /// Cuts the power at this moment, and lays what is left into a folder.
    ///
    /// - Parameter fate: Decides about each change that was not synced.
    func cut(into folder: URL, fate: () -> Fate) throws {
        for (path, file) in files.withLock({ $0 }) {
            var left: File? = file
            for change in file.pending { Self.apply(change, &left, fate()) }
            try Data(left?.safe ?? []).write(
                to: folder.appending(path: URL(fileURLWithPath: path).lastPathComponent))
        }
    }

    private static func apply(_ change: Change, _ file: inout File?, _ fate: Fate = .kept) {
        switch (change, fate) {
        case (_, .lost): return
        case (.write(let offset, let bytes), .torn):
            put(Array(bytes.prefix(bytes.count / 2)), at: offset, &file)
        case (.write(let offset, let bytes), .kept): put(bytes, at: offset, &file)
        case (.resize(let size), _):
            let count = file?.safe.count ?? 0
            if size < count { file?.safe.removeLast(count - size) }
        }
    }

    private static func put(_ bytes: [UInt8], at offset: Int, _ file: inout File?) {
        let end = offset + bytes.count
        let missing = end - (file?.safe.count ?? 0)
        if missing > 0 { file?.safe += [UInt8](repeating: 0, count: missing) }
        file?.safe.replaceSubrange(offset..<end, with: bytes)
    }
}
