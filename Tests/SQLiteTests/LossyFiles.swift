import CSQLite
import Foundation
import Synchronization

/// A layer between SQLite and the system's files that tells a ``LossyDisk`` of every write and
/// every sync; https://sqlite.org/vfs.html.
enum LossyFiles {
    static let name = "lossy"

    private static let disks = Mutex<[String: LossyDisk]>([:])

    /// Follows the files in a folder on a new disk, from now on.
    static func disk(in folder: URL) throws -> LossyDisk {
        guard registration == SQLITE_OK else { throw CocoaError(.featureUnsupported) }
        let disk = LossyDisk()
        disks.withLock { $0[folder.standardizedFileURL.path] = disk }
        return disk
    }

    static func forget(_ folder: URL) {
        disks.withLock { $0[folder.standardizedFileURL.path] = nil }
    }

    fileprivate static func disk(of path: String) -> LossyDisk? {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().standardizedFileURL.path
        return disks.withLock { $0[folder] }
    }

    private static let registration: Int32 = {
        guard let system = sqlite3_vfs_find(nil) else { return SQLITE_ERROR }
        var layer = system.pointee
        layer.szOsFile += Int32(LossyFile.size)
        layer.pNext = nil
        layer.zName = UnsafePointer(strdup(name))
        layer.pAppData = UnsafeMutableRawPointer(system)
        layer.xOpen = { layer, path, file, flags, outFlags in
            LossyFile.open(layer, path, file, flags, outFlags)
        }
        layer.xDelete = { layer, path, sync in
            guard let system = LossyFiles.system(layer), let path else { return SQLITE_ERROR }
            let text = String(cString: path)
            LossyFiles.disk(of: text)?.remove(text)
            return system.pointee.xDelete(system, path, sync)
        }
        let kept = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        kept.initialize(to: layer)
        return sqlite3_vfs_register(kept, 0)
    }()

    fileprivate static func system(
        _ layer: UnsafeMutablePointer<sqlite3_vfs>?
    ) -> UnsafeMutablePointer<sqlite3_vfs>? {
        layer?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self)
    }
}

/// A file of the layer; the system's own file lies behind it in the same memory.
private struct LossyFile {
    var base: sqlite3_file
    /// Owned: released when the file is closed.
    var path: Unmanaged<NSString>

    typealias Pointer = UnsafeMutablePointer<sqlite3_file>

    /// What this takes before the system's file, a multiple of its alignment.
    static let size = 64

    static func open(
        _ layer: UnsafeMutablePointer<sqlite3_vfs>?, _ path: UnsafePointer<CChar>?,
        _ file: Pointer?, _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let file, let system = LossyFiles.system(layer) else { return SQLITE_ERROR }
        file.pointee.pMethods = nil
        let code = system.pointee.xOpen(system, path, behind(file), flags, outFlags)
        guard code == SQLITE_OK else { return code }
        let text = path.map { String(cString: $0) } ?? ""
        UnsafeMutableRawPointer(file).bindMemory(to: LossyFile.self, capacity: 1).initialize(
            to: LossyFile(
                base: sqlite3_file(pMethods: methods),
                path: .passRetained(NSString(string: text))))
        return code
    }

    static func behind(_ file: Pointer?) -> Pointer? {
        file.map { UnsafeMutableRawPointer($0).advanced(by: size) }
            .map { $0.assumingMemoryBound(to: sqlite3_file.self) }
    }

    static func path(_ file: Pointer?) -> String {
        file.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: LossyFile.self) }
            .map { String($0.pointee.path.takeUnretainedValue()) } ?? ""
    }

    static func real(_ file: Pointer?) -> sqlite3_io_methods? {
        behind(file)?.pointee.pMethods?.pointee
    }

    // SAFETY: filled once, before any file is opened, and never changed.
    nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_io_methods> = {
        let kept = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        kept.initialize(to: sqlite3_io_methods())
        kept.pointee.iVersion = 3
        setWriting(&kept.pointee)
        setReading(&kept.pointee)
        setLocking(&kept.pointee)
        setShared(&kept.pointee)
        return UnsafePointer(kept)
    }()

    private static func setWriting(_ methods: inout sqlite3_io_methods) {
        methods.xWrite = { file, bytes, count, offset in
            let code =
                LossyFile.real(file)?.xWrite(LossyFile.behind(file), bytes, count, offset)
                ?? SQLITE_IOERR
            if code == SQLITE_OK, let bytes, let disk = LossyFiles.disk(of: LossyFile.path(file)) {
                let copy = UnsafeRawBufferPointer(start: bytes, count: Int(count))
                disk.write(LossyFile.path(file), at: Int(offset), Array(copy))
            }
            return code
        }
        methods.xTruncate = { file, size in
            LossyFiles.disk(of: LossyFile.path(file))?.resize(LossyFile.path(file), to: Int(size))
            return LossyFile.real(file)?.xTruncate(LossyFile.behind(file), size) ?? SQLITE_IOERR
        }
        // The system's sync is left out: it would only make the disk of this machine wait.
        methods.xSync = { file, _ in
            LossyFiles.disk(of: LossyFile.path(file))?.sync(LossyFile.path(file))
            return SQLITE_OK
        }
        methods.xClose = { file in
            let code = LossyFile.real(file)?.xClose(LossyFile.behind(file)) ?? SQLITE_OK
            file.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: LossyFile.self) }?
                .pointee.path.release()
            return code
        }
    }

    private static func setReading(_ methods: inout sqlite3_io_methods) {
        methods.xRead = {
            LossyFile.real($0)?.xRead(LossyFile.behind($0), $1, $2, $3) ?? SQLITE_IOERR
        }
        methods.xFileSize = {
            LossyFile.real($0)?.xFileSize(LossyFile.behind($0), $1) ?? SQLITE_IOERR
        }
        methods.xFileControl = {
            LossyFile.real($0)?.xFileControl(LossyFile.behind($0), $1, $2) ?? SQLITE_NOTFOUND
        }
        methods.xSectorSize = { LossyFile.real($0)?.xSectorSize(LossyFile.behind($0)) ?? 4096 }
        // No promise of the file system is passed on: SQLite has to assume the worst.
        methods.xDeviceCharacteristics = { _ in 0 }
        methods.xFetch = {
            LossyFile.real($0)?.xFetch(LossyFile.behind($0), $1, $2, $3) ?? SQLITE_IOERR
        }
        methods.xUnfetch = {
            LossyFile.real($0)?.xUnfetch(LossyFile.behind($0), $1, $2) ?? SQLITE_IOERR
        }
    }

    private static func setLocking(_ methods: inout sqlite3_io_methods) {
        methods.xLock = { LossyFile.real($0)?.xLock(LossyFile.behind($0), $1) ?? SQLITE_IOERR }
        methods.xUnlock = { LossyFile.real($0)?.xUnlock(LossyFile.behind($0), $1) ?? SQLITE_IOERR }
        methods.xCheckReservedLock = {
            LossyFile.real($0)?.xCheckReservedLock(LossyFile.behind($0), $1) ?? SQLITE_IOERR
        }
    }

    private static func setShared(_ methods: inout sqlite3_io_methods) {
        methods.xShmMap = {
            LossyFile.real($0)?.xShmMap(LossyFile.behind($0), $1, $2, $3, $4) ?? SQLITE_IOERR
        }
        methods.xShmLock = {
            LossyFile.real($0)?.xShmLock(LossyFile.behind($0), $1, $2, $3) ?? SQLITE_IOERR
        }
        methods.xShmBarrier = { LossyFile.real($0)?.xShmBarrier(LossyFile.behind($0)) }
        methods.xShmUnmap = { LossyFile.real($0)?.xShmUnmap(LossyFile.behind($0), $1) ?? SQLITE_OK }
    }
}
