import Coalition

extension TaskList: AddressedList {
    static let path = "/tasks"
    static let filters: [ListFilter<TaskList>] = [
        byStatus, byDay, byRole, .code("who", label: "task.assignee", \.who), .city(\.city),
        .order(\.isTurned),
    ]

    /// Open tasks are the usual ones, and need not be asked for.
    private static let byStatus = ListFilter<TaskList>(
        "status", label: "task.status",
        write: { $0.status == .open ? nil : $0.status.rawValue },
        read: { list, text, _ in
            guard let status = Status(rawValue: text) else { return false }
            list.status = status
            return true
        })

    private static let byDay = ListFilter<TaskList>(
        "due", label: "task.due", write: { $0.due?.rawValue },
        read: { list, text, asker in
            list.due = Due(rawValue: text)
            list.today = asker.today
            return list.due != nil
        })

    /// The tasks of a role, as far as the viewer may look at them.
    private static let byRole = ListFilter<TaskList>(
        "role", label: "task.role", write: { $0.role?.rawValue },
        read: { list, text, asker in
            list.role = TaskPolicy.visible(to: asker.viewer).first { $0.rawValue == text }
            return list.role != nil
        })

    /// What a role should have done before a day.
    static func late(for role: Role, on today: Day) -> TaskList {
        var list = due(.late, on: today)
        list.role = role
        return list
    }

    /// The viewer's open tasks that are due at a time, seen from a day.
    static func due(_ due: Due?, on today: Day) -> TaskList {
        var list = TaskList()
        (list.due, list.today) = (due, today)
        return list
    }
}
