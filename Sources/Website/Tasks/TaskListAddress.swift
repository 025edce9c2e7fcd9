import Coalition

extension TaskList: AddressedList {
    static let path = "/tasks"
    static let filters: [ListFilter<TaskList>] = [byStatus, byDay, byRole, .city(\.city)]

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
        "due", label: "task.due", write: { $0.dueUntil == nil ? nil : "today" },
        read: { list, text, asker in
            list.dueUntil = asker.today
            return text == "today"
        })

    /// The tasks of a role, as far as the viewer may look at them.
    private static let byRole = ListFilter<TaskList>(
        "role", label: "task.role", write: { $0.role?.rawValue },
        read: { list, text, asker in
            list.role = TaskPolicy.visible(to: asker.viewer).first { $0.rawValue == text }
            return list.role != nil
        })

    /// All open tasks of a role; nil for those of the viewer's roles.
    static func open(for role: Role?, until day: Day? = nil) -> TaskList {
        var list = TaskList()
        list.role = role
        list.dueUntil = day
        return list
    }
}
