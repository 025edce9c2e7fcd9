import Coalition
import Templates

/// What the list of groups is made of.
struct GroupIndex: Sendable {
    let asked: AskedList<GroupList>
    let page: Page<Group>
    let count: ListCount?
    let cities: [City]
    let families: [ID<Group>: Family]
    let months: [ID<Group>: [Int]]
    let notice: ClearanceNotice
    let counts: ListCounts<GroupList>
    /// How many the list would have of which a VOG or training ends soon; nil where that is not told.
    let expiring: Int?
    let today: Day

    private var list: GroupList { asked.list }
    private var address: ListAddress { asked.address }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(GroupPolicy.writers, for: GroupPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        return ListPage(
            title: words("nav.groups"), lede: nil, count: count.map(words.callAsFunction),
            actions: mayWrite ? [LinkView(words("group.new.title"), "/groups/new")] : [],
            tools: mayWrite
                ? [LinkView(words("expiring.title"), ExpiringList.path)]
                    + MissingKind.groups.links(context) : [],
            filter: filter, table: isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (isEmpty ? empty(words, filter, mayWrite) : nil))
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let states =
            [Choice("", words("filter.all_states"))]
            + GroupList.stateSets.map { set in
                counts.counted(Choice(set.code, words("filter.\(set.code)")), words) {
                    $0.states = set.states
                }
            }
            + Group.State.allCases.map { state in
                counts.counted(words.choice(state, "group.state"), words) { $0.state = state }
            }
        let flags =
            [Choice("", words("filter.no_flag"))]
            + GroupList.Flag.allCases.map { flag in
                flag == .clearance
                    ? counts.counted(words.choice(flag, "group.flag"), expiring, words)
                    : counts.counted(words.choice(flag, "group.flag"), words) { $0.flag = flag }
            }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            FieldSpec.select("state", states).labelled("column.state"),
            FieldSpec.select("flag", flags).labelled("column.flags"),
            .text("q").labelled("filter.name"),
        ] + RoleChoice.filter(GroupList.readers, context)
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let sparkline = Sparkline(today: today, words)
        return TableView(
            label: words("group.table"), caption: words("group.table.caption"),
            headers: headers(words), rows: page.rows.map { row($0, sparkline, context) },
            paging: PagingView(page, address, of: count, words))
    }

    private func headers(_ words: Words) -> [HeaderView] {
        func sortable(_ key: String, _ sort: GroupList.Sort) -> HeaderView {
            .sorting(words(key), sort, now: list.sort, isDescending: list.isDescending, address)
        }
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        return [sortable("group.column.group", .name)] + city + [
            HeaderView(words("group.column.family")), HeaderView(words("column.state")),
            sortable("group.column.contact", .contact),
            HeaderView(words("group.column.months"), isHidden: true),
            HeaderView(words("column.flags")),
        ]
    }

    private func row(_ group: Group, _ sparkline: Sparkline, _ context: Context) -> RowView {
        let words = context.words
        let family = families[group.id]
        let city = cities.first { $0.id == group.city }?.name(context.language.rawValue)
        let contact = group.lastContactOn.map { words.relative($0, today) }
        let hasCity = cities.count > 1
        let place = hasCity ? [CellView.text(words("field.city"), city).at(.fact)] : []
        let flags = group.flagTags(today, notice, words)
        return RowView(
            name: group.name, path: "/groups/\(group.ref)",
            picture: group.ring(hasFamily: family != nil, words).small(),
            cells: place + [
                .text(words("group.column.family"), family.map { words.name($0.code) })
                    .at(hasCity ? nil : .fact, words("group.column.family")),
                .tags(words("column.state"), [group.stateTag(words)]).at(
                    flags.isEmpty ? .tag : nil),
                .tight(words("group.column.contact"), contact).at(.day, words("list.contact")),
                months[group.id].map {
                    .picture(words("group.column.months"), sparkline.picture($0)).at(nil)
                } ?? .text("", nil).at(nil),
                .tags(words("column.flags"), flags).at(flags.isEmpty ? nil : .tag),
            ])
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayWrite: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "group.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayWrite ? LinkView(words("group.new.title"), "/groups/new") : nil)
    }
}

extension Group {
    func stateTag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch state {
            case .active: .ok
            case .matched: .okHalf
            case .ready: .info
            case .interest, .forming: .infoOpen
            case .preparing: .infoHalf
            case .paused, .stopped: .muteStill
            case .completed: .mute
            }
        return TagView(words("group.state.\(state.rawValue)"), look)
    }
}
