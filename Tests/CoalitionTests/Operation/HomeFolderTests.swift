import Coalition
import Fixtures
import Foundation
import Testing

@Suite("The home folder")
struct HomeFolderTests {
    let fixture: Fixture
    private let parts = ["Templates", "Public", "Migrations"]

    init() throws { fixture = try Fixture() }

    private func folder(_ name: String, with parts: [String]) throws -> String {
        let url = fixture.folder.appending(path: name)
        for part in parts {
            try FileManager.default.createDirectory(
                at: url.appending(path: part), withIntermediateDirectories: true)
        }
        return url.path
    }

    private func found(_ wanted: String?, in here: String, program: String) throws -> String {
        try HomeFolder(wanted: wanted, workingDirectory: here, program: program).url.path
    }

    @Test("is the one asked for, else the working directory, else beside the program")
    func order() throws {
        let asked = try folder("asked", with: parts)
        let here = try folder("here", with: parts)
        let installed = try folder("usr/share/coalitie", with: parts)
        let program = fixture.folder.appending(path: "usr/bin/coalitie").path
        #expect(try found(asked, in: here, program: program) == asked)
        #expect(try found(nil, in: here, program: program) == here)
        #expect(try found(nil, in: fixture.folder.path, program: program) == installed)
    }

    @Test("that was asked for is refused by the part that it lacks, and no other takes its place")
    func missing() throws {
        let here = try folder("here", with: parts)
        for part in parts {
            let asked = try folder("without \(part)", with: parts.filter { $0 != part })
            let failure = #expect(throws: StartFailure.self) {
                try found(asked, in: here, program: "/bin/x")
            }
            #expect(failure?.status == .configuration)
            #expect(failure?.sentence.hasSuffix("has no folder \(part).") ?? false)
        }
    }

    @Test("is refused when nobody says where it is and it is nowhere")
    func nowhere() throws {
        let failure = #expect(throws: StartFailure.self) {
            try found(nil, in: fixture.folder.path, program: "/bin/coalitie")
        }
        #expect(failure?.status == .configuration)
    }
}
