import Coalition

/// The Shelter City stays of the demo, before, around and after today.
struct DemoStayPlan: Sendable {
    /// How a stay differs from one that goes as planned.
    enum Course: String, Sendable {
        case usual = "-"
        /// A slot without a guest.
        case slot
        /// The network proposed a guest, and the city has not answered.
        case asked
        /// The same, and the city said no.
        case declined
        /// The guest would like to stay on, into the next stay.
        case wish
        case cancelled
        case other
    }

    let city: String
    /// Which of the city's homes, from 0.
    let home: Int
    /// Days ahead that it begins; negative when it has.
    let from: Int
    let nights: Int
    let course: Course

    static let all: [DemoStayPlan] = WordList.sections(text).flatMap { section in
        section.lines.compactMap { DemoStayPlan(city: section.head, line: $0) }
    }

    private init?(city: String, line: String) {
        let parts = WordList.parts(line, at: " ")
        guard parts.count == 4, let home = Int(parts[0]), let from = Int(parts[1]),
            let nights = Int(parts[2]), let course = Course(rawValue: parts[3])
        else { return nil }
        self.city = city
        self.home = home
        self.from = from
        self.nights = nights
        self.course = course
    }

    /// Home, days ahead of the first night, nights, course.
    private static let text = """
        [Nijmegen]
        0 -330 88 -
        0 -150 90 -
        0 -50 85 wish
        0 49 90 -
        0 170 90 declined
        1 -240 90 -
        1 20 80 -
        1 130 85 asked
        [Den Haag]
        0 -120 90 -
        0 -20 90 -
        0 90 90 -
        1 -60 88 -
        1 60 85 -
        [Amsterdam]
        0 -260 90 -
        0 -10 85 -
        0 100 85 slot
        [Rotterdam]
        0 -200 80 -
        0 -70 90 -
        0 45 85 -
        [Utrecht]
        0 -190 90 -
        0 -30 90 -
        [Haarlem]
        0 -250 85 -
        0 -40 88 -
        0 80 80 -
        [Maastricht]
        0 -180 80 -
        0 15 85 -
        [Middelburg]
        0 -110 85 -
        [Tilburg]
        0 -220 90 other
        0 30 88 -
        [Groningen]
        0 -75 90 -
        0 110 90 slot
        [Zwolle]
        0 -140 90 -
        0 70 85 cancelled
        [Deventer]
        0 -35 85 -
        [Eindhoven]
        0 -90 75 -
        [Amstelveen]
        0 -15 88 -
        0 150 85 slot
        [Tbilisi]
        0 -100 90 -
        0 40 80 -
        [Dar es Salaam]
        0 -25 85 -
        [San José]
        0 -160 85 -
        """
}
