import Coalition
import SQLite

/// Tasks that people of a town of the country gave each other: overdue, for today, later, and done.
struct CountryTasks {
    private let city: City
    private let writer: CountryWriter
    private let author: ID<User>?

    /// Days from today on which they are due.
    private static let due = [-6, -1, 0, 3, 8, 17, 30]

    init(_ city: City, _ writer: CountryWriter, _ author: ID<User>?) {
        (self.city, self.writer, self.author) = (city, writer, author)
    }

    func write(_ random: inout DemoRandom) throws {
        for (owner, role) in [
            (DemoPlans.Task.Owner.coordinator, Role.local), (.municipality, .municipality),
        ] {
            let titles = random.shuffled(DemoPlans.tasks(of: owner).map(\.title))
            for (title, offset) in zip(titles, CountryTasks.due) {
                try add(title, role, writer.today + offset, isDone: false, &random)
            }
            for title in titles.suffix(4) {
                let dueOn = writer.today - random.int(in: 5...60)
                try add(title, role, dueOn, isDone: true, &random)
            }
        }
    }

    private func add(
        _ title: String, _ role: Role, _ dueOn: Day, isDone: Bool, _ random: inout DemoRandom
    ) throws {
        let id: ID<Task> = writer.id(in: .tasks)
        let made = writer.at(min(writer.today - 1, dueOn - random.int(in: 5...14)))
        let done = isDone ? writer.at(dueOn - 2, minute: 900) : nil
        writer.add(
            """
            (\(id), \(writer.ref(.task)), \(city.id),
                \(role == .shelter ? Programme.shelterCity : .samenHier), \(Task.Kind.free),
                \(try writer.seal(title, "tasks.title", id)), \(role), \(dueOn), \(done),
                \(done == nil ? nil : author), \(made), \(author), \(done ?? made))
            """, to: .tasks)
    }
}
