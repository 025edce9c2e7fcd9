import Coalition
import Templates

/// What the page of a nomination is made of, as far as the viewer may know it; read in a write, as the
/// look is written down.
struct NominationFacts: Sendable {
    let stay: Stay
    let nomination: Nomination
    let policy: NominationPolicy
    let city: City
    let today: Day
    /// Nil for who reads nothing of the guest.
    let profile: NominationProfile?
    let former: [(nomination: Nomination, guest: Guest)]
    let team: [CaseTeamMember]
    let names: [ID<User>: String]

    /// - Throws: `Refusal.notFound` for a slot, which is nobody's.
    init(_ stay: Stay, _ tx: Transaction) throws {
        guard let nomination = try Nomination.current(of: stay, in: tx) else {
            throw Refusal.notFound
        }
        (self.stay, self.nomination) = (stay, nomination)
        let policy = NominationPolicy(tx.viewer, nomination, of: stay)
        self.policy = policy
        city = try City.named(stay.city, in: tx)
        today = city.today(tx)
        profile = try nomination.open(of: stay, in: tx)
        former = try Nomination.former(of: stay, in: tx).map {
            ($0, try Guest.known($0.guest, in: tx))
        }
        team = policy.maySeeTeam ? try CaseTeamMember.all(of: nomination, in: tx) : []
        names = try User.names(
            Set(
                team.map(\.user)
                    + (policy.maySeeTeam
                    ? [nomination.madeBy, nomination.answeredBy] : []).compactMap { $0 }
                    + [nomination.permissionBy].compactMap { $0 }), in: tx)
    }

    var path: String { "/stays/\(stay.ref)/nomination" }
}

/// One nomination: what the network tells, and what city and municipality say.
struct NominationPage: SitePage {
    static let template = "nominations/show"
    let title: String
    let lede: String
    let tag: TagView
    let crumbs: [LinkView]
    let terms: [TermView]
    let told: [TermView]
    let hint: String
    /// Nil for who does not answer it.
    let answer: FormBody?
    let permission: FormBody?
    let withdrawPath: String?
    let team: [TermView]
    let former: TableView?
    var typing: Typing { .lost }

    static let fields: Fields<NominationPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("tags", TagView.fields) { [$0.tag] },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .object("terms", TermList.fields) { TermList($0.terms) },
        .object("told", TermList.fields) { TermList($0.told) },
        .text("hint") { $0.hint },
        .object("answer", FormBody.fields) { $0.answer },
        .object("permission", FormBody.fields) { $0.permission },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .text("withdrawPath") { $0.withdrawPath },
        .object("team", TermList.fields) { TermList($0.team) },
        .object("former", TableView.fields) { $0.former },
    ]

    private var problems: [LinkView] {
        (answer?.problems ?? []) + (permission?.problems ?? [])
    }

    init(_ context: Context, _ facts: NominationFacts, _ forms: NominationForms) {
        let (words, stay) = (context.words, facts.stay)
        title = words("nomination.title", ["name": .text(stay.title(words))])
        lede = words(
            facts.nomination.isOpen ? "nomination.lede.open" : "nomination.lede",
            [
                "city": .text(facts.city.name(context.language.rawValue)),
                "period": .text(stay.period.short(words)),
                "day": .text(words.day(facts.nomination.answerBy)),
            ])
        tag = facts.nomination.tag(words)
        crumbs = [
            LinkView(words("nav.stays"), "/stays"),
            LinkView(stay.title(words), "/stays/\(stay.ref)"),
        ]
        terms = NominationPage.terms(facts, words)
        told = NominationPage.told(facts, words)
        hint = words(
            facts.policy.mayReadRisk
                ? "nomination.hint.network"
                : facts.policy.mayRead
                    ? facts.nomination.isOpen
                        ? "nomination.hint.asked" : "nomination.hint.accepted"
                    : "nomination.hint.others")
        (answer, permission) = (forms.answer, forms.permission)
        withdrawPath = facts.policy.mayWithdraw ? "\(facts.path)/withdrawal" : nil
        team = facts.team.map { member in
            let zone = facts.city.zone
            let from = MessageValue.text(words.shortDay(zone.day(of: member.from)))
            return TermView(
                facts.names[member.user] ?? "", words("case_team.part.\(member.part.rawValue)"),
                hint: member.until.map {
                    words(
                        "case_team.period",
                        ["from": from, "until": .text(words.shortDay(zone.day(of: $0)))])
                } ?? words("case_team.since", ["from": from]))
        }
        former = NominationPage.former(facts, words)
    }

    private static func terms(_ facts: NominationFacts, _ words: Words) -> [TermView] {
        let (nomination, zone) = (facts.nomination, facts.city.zone)
        func told(_ day: Day, _ who: ID<User>?) -> String {
            let name = who.flatMap { facts.names[$0] }
            return name.map {
                words("nomination.by", ["day": .text(words.day(day)), "name": .text($0)])
            } ?? words.day(day)
        }
        let permitted = nomination.permission.map { permission in
            TermView(
                words("nomination.municipality"),
                words("nomination.permission.\(permission.rawValue)"),
                hint: nomination.permissionAt.map {
                    told(zone.day(of: $0), nomination.permissionBy)
                })
        }
        return [
            TermView(
                words("nomination.made"), told(zone.day(of: nomination.madeAt), nomination.madeBy)),
            nomination.answeredAt.map {
                TermView(
                    words("nomination.answered"), told(zone.day(of: $0), nomination.answeredBy))
            } ?? TermView(words("nomination.answer_by"), words.day(nomination.answerBy)),
            permitted
                ?? TermView(words("nomination.municipality"), words("nomination.permission.open")),
        ]
    }

    /// What the network tells, of which the page says what there is.
    private static func told(_ facts: NominationFacts, _ words: Words) -> [TermView] {
        guard let profile = facts.profile else { return [] }
        func level(_ key: String, _ level: Int?) -> TermView? {
            level.map { TermView(words(key), words("nomination.level.\($0)")) }
        }
        let lines: [TermView?] = [
            profile.languages.isEmpty
                ? nil
                : TermView(words("nomination.languages"), words.languages(profile.languages)),
            profile.themes.isEmpty
                ? nil
                : TermView(
                    words("nomination.themes"),
                    words.list(
                        profile.themes.compactMap(WorkTheme.init).map {
                            words("work_theme.\($0.rawValue)")
                        })),
            level("nomination.needs_level", profile.needsLevel),
            profile.needs.map { TermView(words("nomination.needs"), $0) },
            level("nomination.risk_level", profile.riskLevel),
            profile.risk.map { TermView(words("nomination.risk"), $0) },
        ]
        return lines.compactMap { $0 }
    }

    private static func former(_ facts: NominationFacts, _ words: Words) -> TableView? {
        guard !facts.former.isEmpty else { return nil }
        return TableView(
            label: words("nomination.former"),
            headers: ["stay.guest", "nomination.outcome", "nomination.made"].map {
                HeaderView(words($0))
            },
            rows: facts.former.map { nomination, guest in
                RowView(
                    name: words.name(guest.code), path: guest.candidatePath,
                    cells: [
                        .tags(words("nomination.outcome"), [nomination.tag(words)]),
                        .tight(
                            words("nomination.made"),
                            words.shortDay(facts.city.zone.day(of: nomination.madeAt))),
                    ])
            })
    }
}
