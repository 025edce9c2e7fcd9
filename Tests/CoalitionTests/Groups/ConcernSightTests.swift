import Coalition
import Testing

@Suite("The mark of a concern")
struct ConcernSightTests {
    let scene: LogScene

    init() throws {
        scene = try LogScene()
        try scene.log("2026-11-20") { $0.hasConcern = true }
    }

    @Test("fault R03 is on a group for who handles it, and kept from who may only count")
    func marks() throws {
        for (viewer, isShown) in [
            (scene.hanneke, true), (scene.fixture.network, true),
            (scene.fixture.officerOfNijmegen, false),
        ] {
            let (group, listed, marked) = try scene.fixture.read(viewer) { tx in
                var list = GroupList()
                list.flag = .concern
                return (
                    try Group.find(scene.ref, in: tx), try GroupList().page(nil, in: tx).rows,
                    try list.count(in: tx).value
                )
            }
            #expect((group.concernCount > 0) == isShown)
            #expect(listed.contains { $0.concernCount > 0 } == isShown)
            #expect(marked == (isShown ? 1 : 0))
        }
    }

    @Test("counts for who may know of which group it is, and for nobody else")
    func count() throws {
        for (viewer, count) in [(scene.hanneke, 1), (scene.fixture.officerOfNijmegen, 0)] {
            let numbers = try scene.fixture.read(viewer) { tx in
                try CityNumbers.all(within: CitySight(tx.viewer), in: tx)
            }
            #expect(numbers[scene.fixture.nijmegen.id]?.withConcern == count)
        }
    }
}
