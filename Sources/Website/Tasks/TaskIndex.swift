import Coalition
import Templates

/// What the list of tasks is made of.
struct TaskIndex: Sendable {
    let list: TaskList
    let page: Page<Task>
    let count: ListCount
    let subjects: TaskSubjects
    let cities: [City]
    let today: Day

    init(_ list: TaskList, _ cities: [City], _ cursor: PageCursor?, _ tx: Transaction) throws {
        self.list = list
        self.cities = cities
        page = try list.page(cursor, in: tx)
        count = try list.count(in: tx)
        subjects = try TaskSubjects(of: page.rows, in: tx)
        today = TaskIndex.today(cities, tx)
    }

    /// The city's own day for people of one city, the network's for others.
    static func today(_ cities: [City], _ tx: Transaction) -> Day {
        cities.count == 1 ? cities[0].today(tx) : tx.today
    }

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        let key = filter.chosen.isEmpty ? "task.empty" : "list.empty"
        return ListPage(
            title: words("nav.tasks"), lede: nil, count: words(count),
            actions: [LinkView(words("task.new"), "/tasks/new")], filter: filter,
            table: isEmpty ? nil : table(context, address),
            empty: isEmpty
                ? EmptyView(
                    title: words("\(key).title"), text: words("\(key).text"),
                    action: LinkView(words("task.new"), "/tasks/new")) : nil)
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
        let due = [
            Choice("", words("task.filter.any_day")), Choice("today", words("task.filter.today")),
        ]
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select("due", due).labelled("task.due"),
            .select("status", states).labelled("task.status"),
            .select("role", roles).labelled("task.role"),
        ]
    }

    private func table(_ context: Context, _ address: ListAddress) -> TableView {
        let words = context.words
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        let last = list.status == .open ? "task.due" : "task.done_on"
        return TableView(
            label: words("task.table"),
            headers: [HeaderView(words("task.what"))] + city + [
                HeaderView(words("task.role")), HeaderView(words(last)),
                HeaderView(words("task.actions"), isHidden: true),
            ],
            rows: page.rows.map { row($0, context, address) },
            paging: PagingView(page, address))
    }

    private func row(_ task: Task, _ context: Context, _ address: ListAddress) -> RowView {
        let words = context.words
        let view = TaskView(task, subjects, today, back: address.with(), context)
        let city = cities.first { $0.id == task.city }
        let place =
            cities.count > 1
            ? [CellView.text(words("field.city"), city?.name(context.language.rawValue))] : []
        let day = task.doneAt.map { words.shortDay((city?.zone ?? .amsterdam).day(of: $0)) }
        let button = view.donePath.map {
            ButtonView(text: words("task.complete"), path: $0, detail: view.title)
        }
        return RowView(
            name: view.title, path: view.path, hint: view.hint,
            cells: place + [
                .text(words("task.role"), words("role.\(task.role.rawValue)")),
                day.map { .tight(words("task.done_on"), $0) }
                    ?? .tags(words("task.due"), [view.tag]),
                view.closePath.map { .link(words("task.actions"), words("task.close"), $0) }
                    ?? .buttons(words("task.actions"), button.map { [$0] } ?? []),
            ])
    }
}
