import Coalition

/// Everything the website can do, a line for each part of it.
enum Features {
    private static var all: [any Feature.Type] {
        [
            SignInPages.self, AccountPages.self, DraftPages.self, HomePages.self, GroupPages.self,
            MemberPages.self, FamilyPages.self, FamilyMemberPages.self, NeedPages.self,
            SensitiveNotePages.self, ProposalPages.self, MatchPages.self, StayPages.self,
            AccommodationPages.self, GuestPages.self, CityPages.self, AboutPages.self,
            LogPages.self, LogManyPages.self, TaskPages.self,
        ]
    }

    static func routes(isDemo: Bool) -> [Route] {
        all.flatMap { $0.routes } + (isDemo ? ComponentPages.routes : [])
    }

    static var pages: [any SitePage.Type] {
        [ErrorPage.self, FormPage.self, ListPage.self] + ComponentPages.pages
            + all.flatMap { $0.pages }
    }
}

/// Keys of messages that no template names: made from the codes and lifecycles of the domain, and
/// checked at start in both languages.
enum MessageKeys {
    static let all: [String] = [
        common, groups, families, matches, StayKeys.all, LogKeys.all, TimeKeys.all,
    ]
    .flatMap { $0 }

    private static let common = [
        codes(Role.self, "role"), codes(Theme.self, "theme"), codes(Programme.self, "programme"),
        codes(CityProgramme.State.self, "city.state"), codes(Task.Kind.self, "family.task"),
        NetworkTable.Column.allCases.map(\.key),
    ].flatMap { $0 }

    private static let groups = [
        codes(Group.State.self, "group.state"), codes(Group.Kind.self, "group.kind"),
        codes(Group.Guard.self, "guard.group"), codes(GroupList.Flag.self, "group.flag"),
        codes(Vog.Status.self, "vog.status"), codes(Member.LeftReason.self, "left_reason"),
    ].flatMap { $0 }

    static func codes<C: Code>(_ type: C.Type, _ prefix: String) -> [String] {
        C.allCases.map { "\(prefix).\($0.rawValue)" }
    }
}
