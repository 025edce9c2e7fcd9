import Fixtures
import Foundation
import Testing

@testable import Coalition
@testable import CoalitionDemo

private let prose: [String] =
    (DemoNotes.contacts + DemoPlans.goals + DemoLessons.all).flatMap { [$0.title, $0.text] }
    + DemoNotes.attempts + DemoNotes.stay + DemoNotes.sensitive.map(\.text)
    + DemoPlans.tasks.map(\.title) + DemoPlans.leaveReasons + DemoPlans.trainings

@Suite("Words of the demo")
struct DemoWordsTests {
    @Test("Names are distinct, stored NFC, and of many kinds")
    func names() {
        #expect(DemoNames.first.count >= 90)
        #expect(DemoNames.family.count >= 110)
        #expect(repeated(DemoNames.first) == [])
        #expect(repeated(DemoNames.family) == [])
        for name in DemoNames.first + DemoNames.family + DemoNames.newcomers.map(\.full) {
            #expect(
                name.unicodeScalars.elementsEqual(
                    name.precomposedStringWithCanonicalMapping.unicodeScalars), "\(name)")
        }
        for name in ["van der Zee", "'t Hart", "El Amrani", "Öztürk", "Nguyễn", "O’Brien"] {
            #expect(DemoNames.family.contains(name))
        }
    }

    @Test("Newcomers have one name or two, some in Arabic script")
    func newcomers() {
        let newcomers = DemoNames.newcomers
        #expect(newcomers.count == DemoNames.newcomersText.split(separator: "\n").count)
        #expect(repeated(newcomers.map(\.full)) == [])
        #expect(newcomers.contains { $0.family == nil && $0.original == nil })
        #expect(newcomers.contains { $0.given == "Muhammad" && $0.original == "محمد" })
        #expect(newcomers.first?.full == "Rima Al Khatib")
    }

    @Test("Every city has eight to twelve neighbourhoods and at least five organisations")
    func places() {
        #expect(DemoPlaces.all.count == 18)
        #expect(repeated(DemoPlaces.all.map(\.city)) == [])
        for place in DemoPlaces.all {
            #expect((8...12).contains(place.neighbourhoods.count), "\(place.city)")
            #expect(repeated(place.neighbourhoods) == [])
            #expect(place.organisations.count >= 5, "\(place.city)")
        }
        #expect(repeated(DemoPlaces.all.flatMap(\.organisations).map(\.name)) == [])
        #expect(DemoPlaces.place("Amstelveen")?.neighbourhoods.contains("Elsrijk") == true)
        #expect(DemoPlaces.place("Atlantis") == nil)
    }

    @Test("Every line of the places is read")
    func placesComplete() {
        let lines = [DemoPlaces.north, DemoPlaces.west, DemoPlaces.south]
            .flatMap { $0.split(separator: "\n") }
        let organised = lines.filter { $0.contains(":") }.map { pieces(String($0)) }
        let read = DemoPlaces.all.map(\.organisations.count)
        #expect(read.reduce(0, +) == organised.reduce(0, +))
    }

    @Test("Homes and addresses are distinct, and no home's name is an address")
    func housing() {
        #expect(DemoHousing.names.count >= 30)
        #expect(DemoHousing.addresses.count >= 30)
        #expect(repeated(DemoHousing.names + DemoHousing.addresses) == [])
        for name in DemoHousing.names { #expect(!name.contains(/\d/), "\(name)") }
        for address in DemoHousing.addresses {
            #expect(address.wholeMatch(of: /\p{Lu}\p{L}+ \d{1,2}/) != nil, "\(address)")
        }
    }

    @Test("Every section is headed by a known theme")
    func themes() {
        let texts = [
            DemoNotes.homeText, DemoNotes.townText, DemoPlans.goalsText, DemoLessons.text,
        ]
        let heads = texts.flatMap(WordList.sections).map(\.head)
        #expect(heads.count >= 30)
        #expect(heads.filter { DemoTheme(rawValue: $0) == nil } == [])
    }

    @Test("Every theme has notes, goals and lessons", arguments: DemoTheme.allCases)
    func coverage(theme: DemoTheme) {
        #expect(DemoNotes.contacts(on: theme).count >= 10)
        #expect(DemoPlans.goals(on: theme).count >= 4)
        #expect(DemoLessons.all.filter { $0.theme == theme }.count >= 2)
    }

    @Test("There is enough of everything, and nothing twice")
    func amounts() {
        #expect(DemoNotes.contacts.count >= 100)
        #expect(DemoNotes.attempts.count >= 25)
        #expect(DemoNotes.sensitive.count >= 12)
        #expect(Set(DemoNotes.sensitive.map(\.kind)).count == 3)
        #expect(DemoNotes.stay.count >= 25)
        #expect(DemoPlans.goals.count >= 40)
        #expect(DemoPlans.tasks.count >= 40)
        #expect(DemoPlans.Task.Owner.allCases.allSatisfy { DemoPlans.tasks(of: $0).count >= 15 })
        #expect(DemoPlans.leaveReasons.count >= 12)
        #expect(DemoPlans.trainings.count >= 12)
        #expect(DemoLessons.all.count >= 20)
        #expect(repeated(prose.filter { !$0.isEmpty }) == [])
    }

    @Test("A note or lesson says something under its title; a goal is a title alone")
    func texts() {
        for note in DemoNotes.contacts + DemoLessons.all {
            #expect(!note.title.isEmpty && note.text.hasSuffix("."), "\(note.title)")
            #expect(note.text.count <= 2000)
        }
        #expect(DemoPlans.goals.allSatisfy { $0.text.isEmpty })
    }

    @Test("No text carries the name of a person or a family of the demo")
    func anonymity() {
        let words = Set(prose.flatMap { $0.split { !$0.isLetter }.map(String.init) })
        let newcomers = DemoNames.newcomers.flatMap { [$0.given, $0.family].compactMap { $0 } }
        let people = DemoNames.first + DemoNames.family + newcomers
        #expect(words.intersection(people).sorted() == [])
    }

    @Test("A note's lines are joined, and an unknown theme is passed over")
    func notes() {
        let notes = DemoNote.list("[money]\n# Begroting\nEen.\nTwee.\n[weather]\n# Regen\nNat.")
        #expect(notes == [DemoNote(theme: .money, title: "Begroting", text: "Een. Twee.")])
    }

    @Test("No family or guest is called like a person of the demo")
    func apart() {
        let names = (PlantNames.all + BirdNames.all).flatMap { [folded($0.nl), folded($0.en)] }
        let people = DemoNames.first + DemoNames.newcomers.map(\.given)
        #expect(Set(names).isDisjoint(with: people.map(folded)))
    }
}

@Suite("Dice of the demo")
struct DemoRandomTests {
    @Test("They give the published SplitMix64 numbers for a seed")
    func vector() {
        var random = DemoRandom(seed: 1_234_567)
        let numbers = (1...3).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test("The same seed repeats every kind of draw, another seed does not")
    func repetition() {
        func draws(_ seed: UInt64) -> [String] {
            var random = DemoRandom(seed: seed)
            return (0..<20).flatMap { _ in
                [
                    "\(random.int(in: -5...500))", "\(random.chance(percent: 50))",
                    random.pick(DemoNames.first) ?? "", random.shuffled(["a", "b", "c"]).joined(),
                    random.pick(2, of: DemoNames.family).joined(),
                ]
            }
        }
        #expect(draws(7) == draws(7))
        #expect(draws(7) != draws(8))
    }

    @Test("A number stays in its range and reaches both ends")
    func range() {
        var random = DemoRandom(seed: 1)
        let numbers = Set((0..<500).map { _ in random.int(in: -2...3) })
        #expect(numbers == Set(-2...3))
        #expect(random.int(in: 4...4) == 4)
        #expect(Set((0..<50).map { _ in random.int(in: Int.min...Int.max) }).count == 50)
    }

    @Test("A chance of nothing never comes, a chance of a hundred always")
    func chance() {
        var random = DemoRandom(seed: 2)
        #expect((0..<300).allSatisfy { _ in !random.chance(percent: 0) })
        #expect((0..<300).allSatisfy { _ in random.chance(percent: 100) })
        let half = (0..<1000).filter { _ in random.chance(percent: 50) }.count
        #expect((400...600).contains(half))
    }

    @Test("Nothing can be picked from nothing, and no value twice")
    func picking() {
        var random = DemoRandom(seed: 3)
        #expect(random.pick([Int]()) == nil)
        #expect(random.pick([9]) == 9)
        #expect(random.pick(-1, of: [1, 2]).isEmpty)
        #expect(random.pick(9, of: [1, 2, 3]).sorted() == [1, 2, 3])
        #expect(Set(random.pick(5, of: Array(0..<50))).count == 5)
    }

    @Test("Shuffling keeps every value and changes the order")
    func shuffling() {
        var random = DemoRandom(seed: 4)
        let values = Array(0..<50)
        let shuffled = random.shuffled(values)
        #expect(shuffled != values)
        #expect(shuffled.sorted() == values)
        #expect(random.shuffled([Int]()) == [])
    }
}
