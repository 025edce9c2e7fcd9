import Coalition
import SQLite

extension CountryGroup {
    /// How far the family of the group has come.
    var stateOfFamily: Family.State {
        switch plan.stage {
        case .matched: .reserved
        case .completed: .completed
        default: .supported
        }
    }

    private var stateOfMatch: Match.State {
        switch plan.stage {
        case .matched: .introduced
        case .closing: .closing
        case .completed: .completed
        default: .active
        }
    }

    /// Couples the group and a family.
    func writeMatch(with family: CountryFamily) -> ID<Match> {
        let id: ID<Match> = writer.id(in: .matches)
        let decision: Match.Decision? = startsOn == nil ? nil : .yes
        let decidedOn = startsOn == nil ? nil : proposedOn + 9
        writer.add(
            """
            (\(id), \(writer.ref(.match)), \(city.id), 'samen_hier', \(self.id), \(family.id),
                \(stateOfMatch), \(writer.rules.version), \(proposedOn),
                \(min(writer.today, proposedOn + 6)), \(startsOn),
                \(startsOn?.adding(months: 12)), \(endedOn), \(decision),
                \(decidedOn), \(decision), \(decidedOn), \(writer.at(proposedOn)), \(author),
                \(writer.at(startsOn ?? proposedOn)))
            """, to: .matches)
        writer.addHistory(.match, id.value, historyOfMatch, by: author)
        return id
    }

    private var historyOfMatch: [(state: String, on: Day)] {
        let last = endedOn ?? writer.today
        let all: [(Match.State, Day)] = [
            (.proposed, proposedOn), (.introduced, proposedOn + 6), (.agreed, proposedOn + 9),
            (.active, startsOn ?? last), (.closing, last - 6), (.completed, last),
        ]
        let end = all.firstIndex { $0.0 == stateOfMatch } ?? 0
        return all[...end].map { ($0.0.rawValue, $0.1) }
    }
}
