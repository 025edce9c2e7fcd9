import Coalition
import Templates

/// A task in words: what is to be done, about whom, how urgent it is and what is known of it.
enum TaskWords {
    static func title(_ task: Task, _ subjects: TaskSubjects, _ words: Words) -> String {
        if let title = task.title ?? task.need.flatMap({ subjects.goals[$0] }) { return title }
        if let line = task.line.flatMap({ subjects.lines[$0] }) {
            return line.title(words.language.rawValue)
        }
        if let review = subjects.review(task) {
            return words(
                "task.title.year_review.\(review.rawValue)",
                ["name": .text(subjects.name(of: task, words) ?? "")])
        }
        let kind = task.kind.rawValue
        guard let name = subjects.name(of: task, words) else { return words("task.kind.\(kind)") }
        return words("task.title.\(kind)", ["name": .text(name)])
    }

    static func tag(_ task: Task, _ today: Day, _ words: Words) -> TagView {
        if task.doneAt != nil { return TagView(words("task.done"), .ok) }
        switch task.dueOn - today {
        case let days where days < 0:
            let span = words.span(Span(from: task.dueOn, to: today))
            return TagView(words("task.late", ["span": .text(span)]), .badDiamond)
        case 0: return TagView(words("task.today"), .warnHalf)
        default:
            return TagView(
                words("task.before", ["day": .text(words.dayOfYear(task.dueOn, today))]), .muteOpen)
        }
    }

    /// What is known of a task beside its title; nil for nothing.
    static func hint(_ task: Task, _ facts: WorkFacts, _ words: Words) -> String? {
        let giver = task.handedBy.flatMap { facts.givers[$0] }.map {
            words("task.handed", ["name": .text($0)])
        }
        return joined(
            [standIn(task, facts, words) ?? giver] + known(task, facts, words) + [task.remark])
    }

    /// Why a task of somebody who is away is on the list of who stands in; nil for every other.
    private static func standIn(_ task: Task, _ facts: WorkFacts, _ words: Words) -> String? {
        func told(_ name: String, _ until: Day) -> String {
            words(
                "task.stand_in",
                ["name": .text(name), "day": .text(words.dayOfYear(until, facts.today))])
        }
        if let person = task.absence.flatMap({ facts.principals[$0] }) {
            return told(person.name, person.until)
        }
        guard let ref = task.assignee, let until = facts.away[ref], let name = facts.assignees[ref]
        else { return nil }
        return told(name, until)
    }

    /// What there is, with a dot between what is no sentence; nil for nothing.
    static func joined(_ parts: [String?]) -> String? {
        let told = parts.compactMap { $0 }
        guard let first = told.first else { return nil }
        return told.dropFirst().reduce(first) { text, part in
            text + (text.hasSuffix(".") ? " " : " \u{B7} ") + part
        }
    }

    /// What its record tells of it.
    private static func known(
        _ task: Task, _ facts: WorkFacts, _ words: Words
    ) -> [String?] {
        let group = task.group.flatMap { facts.subjects.groups[$0] }
        let family = task.family.flatMap { facts.subjects.families[$0] }
        switch task.kind {
        case .silence: return silence(group, facts, words)
        case .strength, .readiness:
            return [
                group.map {
                    words(
                        "task.hint.\(task.kind.rawValue)",
                        [
                            "count": .number($0.memberCount), "minimum": .number($0.minimum),
                            "cleared": .number($0.clearedCount),
                        ])
                }
            ]
        case .clearance:
            return [
                group?.clearanceUntil.map {
                    words(
                        $0 <= facts.today ? "task.hint.clearance_over" : "task.hint.clearance",
                        ["day": .text(words.day($0))])
                }
            ]
        case .extending:
            return [
                task.stay.flatMap { facts.subjects.stays[$0] }?.extensionUntil.map {
                    words("task.hint.extending", ["day": .text(words.day($0))])
                }
            ]
        case .intake: return [arrival(family, facts.today, words) ?? words("task.hint.intake")]
        case .line:
            return [
                task.match.flatMap { facts.subjects.matches[$0] }?.family.code.called(words)
            ]
        case .yearReview:
            return [
                words(
                    "task.hint.year_review",
                    ["day": .text(words.dayOfYear(task.dueOn + Task.reviewSpare, facts.today))])
            ]
        case .programme, .concern, .handling, .waiting, .pause, .review, .fit, .promise, .cosign,
            .rules, .training, .exemption, .checkIn, .transferAnswer, .handed, .released, .look:
            return [words("task.hint.\(task.kind.rawValue)")]
        case .nomination, .permission, .unanswered: return [nomination(task, facts, words)]
        case .transfer:
            return [
                task.transfer.flatMap { facts.subjects.transfers[$0] }.map {
                    words("family.people", ["count": .number($0.householdSize)])
                }
            ]
        case .free, .goal:
            return [
                group.map { words("group.called", ["name": .text($0.name)]) }
                    ?? family.map { words("family.called", ["name": .text(words.name($0.code))]) }
            ]
        }
    }

    /// The term for an answer, and that the city was reminded of it.
    private static func nomination(
        _ task: Task, _ facts: WorkFacts, _ words: Words
    ) -> String? {
        task.nomination.flatMap { facts.subjects.nominations[$0]?.nomination }.map {
            words(
                $0.remindedAt != nil && task.kind == .nomination
                    ? "task.hint.nomination.reminded" : "task.hint.nomination",
                ["day": .text(words.day($0.answerBy))])
        }
    }

    /// The last contact of a silent group, and how often it was tried since.
    private static func silence(
        _ group: Group?, _ facts: WorkFacts, _ words: Words
    ) -> [String?] {
        let last = group.flatMap(\.lastContactOn).map {
            words("task.hint.silence", ["day": .text(words.dayOfYear($0, facts.today))])
        }
        let tried = group.flatMap { facts.attempts[$0.id] }.map {
            words("task.hint.tried", ["count": .number($0)])
        }
        return [last ?? words("task.hint.no_contact"), tried]
    }

    /// When a family that still has to come is expected; nil for any other.
    private static func arrival(_ family: Family?, _ today: Day, _ words: Words) -> String? {
        guard let day = family?.arrivalOn, day >= today else { return nil }
        return words("task.hint.arrival", ["when": .text(words.near(day, today))])
    }
}

extension CodeName {
    /// "Gezin Meidoorn".
    fileprivate func called(_ words: Words) -> String {
        words("family.called", ["name": .text(words.name(self))])
    }
}

extension TaskSubjects {
    /// Which review of a year a task asks for; nil for every other task.
    func review(_ task: Task) -> Review.Kind? {
        task.match.flatMap { matches[$0] }.flatMap { Review.Kind(of: task, in: $0.match) }
    }

    /// What a task of a rule is about, by the name that its title has room for; nil for what the viewer
    /// may not see.
    func name(of task: Task, _ words: Words) -> String? {
        task.group.flatMap { groups[$0]?.name }
            ?? task.family.flatMap { families[$0] }.map { words.name($0.code) }
            ?? task.match.flatMap { matches[$0] }?.title(words)
            ?? task.stay.flatMap { stays[$0] }?.title(words)
            ?? task.concern.flatMap { concerns[$0] }?.ref
            ?? task.nomination.flatMap { nominations[$0] }?.stay.title(words)
            ?? task.transfer.flatMap { transfers[$0] }.map { words.name($0.called) }
    }

    /// What a task is about, with its page; nil for what the viewer may not see.
    func term(of task: Task, _ words: Words) -> TermView? {
        if let offer = task.transfer.flatMap({ transfers[$0] }) {
            return TermView(words("task.family"), words.name(offer.code), link: offer.path)
        }
        return recordTerm(of: task, words)
    }

    private func recordTerm(of task: Task, _ words: Words) -> TermView? {
        task.group.flatMap { groups[$0] }.map {
            TermView(words("task.group"), $0.name, link: "/groups/\($0.ref)")
        }
            ?? task.family.flatMap { families[$0] }.map {
                TermView(
                    words("task.family"), words.name($0.code),
                    link: task.kind == .programme && task.doneAt == nil
                        ? "\($0.path)/programmes/\(task.programme.rawValue)" : $0.path)
            }
            ?? task.match.flatMap { matches[$0] }.map {
                TermView(words("match.match"), $0.title(words), link: $0.match.path)
            }
            ?? task.stay.flatMap { stays[$0] }.map {
                TermView(words("task.stay"), $0.title(words), link: "/stays/\($0.ref)")
            }
            ?? task.nomination.flatMap { nominations[$0] }.map {
                TermView(
                    words("task.stay"), $0.stay.title(words),
                    link: "/stays/\($0.stay.ref)/nomination")
            }
            ?? task.concern.flatMap { concerns[$0] }.map {
                TermView(words("task.concern"), $0.ref, link: "/concerns/\($0.ref)")
            }
    }
}
