import Coalition
import Templates

/// The groups to choose from when somebody wants to log, those with the most need first.
struct LogChoice: Sendable {
    let day: ContactDay

    func page(_ context: Context) -> ListPage {
        let words = context.words
        let isEmpty = day.groups.isEmpty
        return ListPage(
            title: words("log.choose"), lede: words("log.choose.lede"), count: nil,
            actions: isEmpty ? [] : [LinkView(words("log.many"), "/log/many")], filter: nil,
            table: isEmpty ? nil : table(words),
            empty: isEmpty
                ? EmptyView(
                    title: words("today.no_groups.title"), text: words("today.no_groups.text"),
                    action: LinkView(words("nav.groups"), "/groups")) : nil)
    }

    private func table(_ words: Words) -> TableView {
        TableView(
            label: words("group.table"),
            headers: [
                HeaderView(words("group.column.name")), HeaderView(words("group.column.contact")),
                HeaderView(words("column.flags")),
            ],
            rows: day.groups.map { group in
                let family = day.families[group.id]
                return RowView(
                    name: group.name, path: "/groups/\(group.ref)/log/new",
                    hint: family.map {
                        words("family.called", ["name": .text(words.name($0.code))])
                    },
                    picture: group.ring(hasFamily: family != nil, words).small(),
                    cells: [
                        .tight(
                            words("group.column.contact"),
                            group.lastContactOn.map { words.relative($0, day.today) }
                                ?? words("today.no_contact")),
                        .tags(words("column.flags"), group.flagTags(day.today, day.notice, words)),
                    ])
            })
    }
}
