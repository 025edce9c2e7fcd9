import Coalition
import Templates

/// What the list of tasks is made of.
struct TaskIndex: Sendable {
    private let asked: AskedList<TaskList>
    let page: Page<Task>
    let count: ListCount?
    let facts: WorkFacts
    let cities: [City]

    private var list: TaskList { asked.list }
    private var address: ListAddress { asked.address }

    init(_ values: Values, _ asker: ListAsker, _ tx: Transaction) throws {
        let asked = AskedList<TaskList>(values, asker)
        self.asked = asked
        cities = asker.cities
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        facts = try WorkFacts(of: page.rows, today: asker.today, tx)
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        let key = filter.chosen.isEmpty ? "task.empty" : "list.empty"
        return ListPage(
            title: words("nav.tasks"), lede: nil, count: count.map(words.callAsFunction),
            actions: [LinkView(words("task.new"), "/tasks/new")], filter: filter,
            table: isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (isEmpty
                    ? EmptyView(
                        title: words("\(key).title"), text: words("\(key).text"),
                        action: LinkView(words("task.new"), "/tasks/new")) : nil))
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let states = [
            Choice("", words("task.filter.open")), Choice("done", words("task.filter.done")),
        ]
        let roles =
            [Choice("", words("task.filter.mine"))]
            + TaskPolicy.visible(to: context.viewer).map {
                Choice($0.rawValue, words("role.\($0.rawValue)"))
            }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select("due", choices(TaskList.Due.self, "task.filter.due", words))
                .labelled("task.due"),
            .select("status", states).labelled("task.status"),
            .select("role", roles).labelled("task.role"),
            .select("who", choices(TaskList.Who.self, "task.filter.who", words))
                .labelled("task.assignee"),
        ]
    }

    private func choices<C: Code>(_ type: C.Type, _ key: String, _ words: Words) -> [Choice] {
        [Choice("", words("\(key).any"))] + words.choices(type, key)
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let last = list.status == .open ? "task.due" : "task.done_on"
        // A column in which every row says the same says nothing.
        let tellsWho = Set(page.rows.map { who($0, words) }).count > 1
        return TableView(
            label: words("task.table"),
            headers: [HeaderView(words("task.what"))]
                + (tellsWho ? [HeaderView(words("task.role"))] : []) + [
                    .sorted(
                        words(last), isDescending: (list.status == .done) != list.isTurned,
                        isTurned: list.isTurned, address),
                    HeaderView(words("task.actions"), isHidden: true),
                ],
            rows: page.rows.map { row($0, tellsWho: tellsWho, context) }, look: "do",
            paging: PagingView(page, address, of: count, words))
    }

    /// The person whose task it is, else everybody of a role; nil where all rows are of one role.
    private func who(_ task: Task, _ words: Words) -> String? {
        task.assignee.flatMap { facts.assignees[$0] }
            ?? (Set(page.rows.map(\.role)).count > 1 ? words("role.\(task.role.rawValue)") : nil)
    }

    private func row(_ task: Task, tellsWho: Bool, _ context: Context) -> RowView {
        let words = context.words
        let item = WorkItem(task, today: facts.today)
        let view = WorkRow(item, facts, back: address.with(), context)
        let zone = cities.first { $0.id == task.city }?.zone ?? .amsterdam
        let done = task.doneAt.map {
            CellView.tight(words("task.done_on"), words.shortDay(zone.day(of: $0)))
        }
        return RowView(
            name: view.title, path: view.path, hint: view.hint,
            cells: (tellsWho ? [.text(words("task.role"), who(task, words)).at(nil)] : []) + [
                (done ?? .tags(words("task.due"), [view.tag])).at(.tag),
                action(view.action, words).at(.day),
            ])
    }

    private func action(_ action: WorkAction?, _ words: Words) -> CellView {
        let label = words("task.actions")
        guard let action else { return .buttons(label, []) }
        guard action.isButton else { return .link(label, action.text, action.path) }
        let detail = String(action.detail.drop { ": ".contains($0) })
        return .buttons(
            label, [ButtonView(text: action.text, path: action.path, detail: detail)])
    }
}
