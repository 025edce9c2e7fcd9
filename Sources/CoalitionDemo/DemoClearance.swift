import Coalition

/// How one member comes by a certificate of conduct and the two required trainings.
struct DemoClearance {
    /// When each was done; nil when it is not done yet.
    var requestedOn: Day?
    var seenOn: Day?
    /// The day on which it is written down that the certificate was seen.
    var shownOn: Day?
    var trainedOn: [Int: Day] = [:]

    typealias WithMember = (Transaction, (Member, Group) throws -> Void) throws -> Void

    /// Everything in order before a day.
    static func whole(before day: Day, _ random: inout DemoRandom) -> DemoClearance {
        var clearance = DemoClearance()
        clearance.requestedOn = day - random.int(in: 40...45)
        clearance.shownOn = day - random.int(in: 12...25)
        clearance.seenOn = clearance.shownOn
        clearance.trainedOn = [1: day - 16, 2: day - 9]
        return clearance
    }

    /// Like `whole`, with an older certificate that runs out so many days from today.
    static func runningOut(
        before day: Day, today: Day, in days: ClosedRange<Int>, _ random: inout DemoRandom
    ) -> DemoClearance {
        var clearance = whole(before: day, &random)
        let seenOn = (today + random.int(in: days)).adding(months: -36)
        if let shownOn = clearance.shownOn, seenOn.adding(months: 36) > day, seenOn < shownOn {
            clearance.seenOn = seenOn
        }
        return clearance
    }

    /// What a group in preparation has so far.
    static func partial(since day: Day, today: Day, _ random: inout DemoRandom) -> DemoClearance {
        var clearance = DemoClearance()
        let asked = day + random.int(in: 3...12)
        if random.chance(percent: 80) { clearance.requestedOn = asked }
        if clearance.requestedOn != nil, random.chance(percent: 50) {
            clearance.shownOn = asked + random.int(in: 8...20)
            clearance.seenOn = clearance.shownOn
        }
        if random.chance(percent: 60) { clearance.trainedOn[1] = day + 18 }
        return clearance.until(today)
    }

    /// Writes what is done, each on its day.
    func write(_ story: DemoStory, _ coordinator: Viewer, _ withMember: @escaping WithMember) {
        if let requestedOn {
            story.on(requestedOn, minute: 820, by: coordinator) { tx in
                try withMember(tx) { try $0.setVog(.requested, seenOn: nil, of: $1, in: tx) }
            }
        }
        if let shownOn {
            story.on(shownOn, minute: 830, by: coordinator) { tx in
                try withMember(tx) { try $0.setVog(.seen, seenOn: seenOn, of: $1, in: tx) }
            }
        }
        for (training, day) in trainedOn.sorted(by: { $0.key < $1.key }) {
            story.on(day, minute: 1060, by: coordinator) { tx in
                try withMember(tx) { try $0.attend(training, on: day, of: $1, in: tx) }
            }
        }
    }

    /// Without what would lie after a day.
    private func until(_ last: Day) -> DemoClearance {
        var kept = self
        if let day = requestedOn, day > last { kept.requestedOn = nil }
        if let day = shownOn, day > last { (kept.shownOn, kept.seenOn) = (nil, nil) }
        kept.trainedOn = trainedOn.filter { $0.value <= last }
        return kept
    }
}
