import Foundation
import Glibc

/// Changes to a folder that outlast a power cut.
enum DurableFile {
    /// Removes what an attempt that was cut short left behind.
    static func clear(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }

    /// Puts a finished file in the place of another at once.
    static func rename(_ path: String, to target: String) throws {
        try sync(path)
        guard Glibc.rename(path, target) == 0 else { throw failure() }
        try syncFolder(of: target)
    }

    /// Gives a file a second name; nothing happens when there is no such file.
    static func link(_ path: String, as other: String) throws {
        guard Glibc.link(path, other) == 0 || errno == ENOENT else { throw failure() }
    }

    static func syncFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try sync(folder)
    }

    private static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure() }
    }

    private static func failure() -> SQLiteError {
        switch errno {
        case ENOSPC, EDQUOT: .full
        case EROFS: .readOnly
        case ENOENT, EACCES, ENOTDIR: .cannotOpen
        default: .io
        }
    }
}
