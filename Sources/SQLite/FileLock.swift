import Glibc
import Synchronization

/// The right of one process to serve a database or to replace its file.
///
/// It is a lock on the file `PATH.lock`, which the kernel releases when the process ends, however
/// it ends. The file itself stays.
public final class FileLock: Sendable {
    private let file: Mutex<Int32?>

    /// Takes the lock for the database at `path`.
    /// - Throws: ``SQLiteError/locked`` when another holder has it, ``SQLiteError/cannotOpen``.
    public init(for path: String) throws {
        let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SQLiteError.cannotOpen }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            close(file)
            throw isTaken ? SQLiteError.locked : SQLiteError.io
        }
        self.file = Mutex(file)
    }

    deinit {
        release()
    }

    /// Gives the lock back; a second call does nothing.
    public func release() {
        file.withLock { file in
            if let open = file { close(open) }
            file = nil
        }
    }
}
