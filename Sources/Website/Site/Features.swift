import Coalition

/// Everything the website can do, a line for each part of it.
enum Features {
    private static var all: [any Feature.Type] {
        [
            SignInPages.self, AccountPages.self, DraftPages.self, HomePages.self, GroupPages.self,
            MemberPages.self, FamilyPages.self, FamilyMemberPages.self, NeedPages.self,
            SensitiveNotePages.self, ProposalPages.self, MatchPages.self, StayPages.self,
            AccommodationPages.self, GuestPages.self, CityPages.self, AboutPages.self,
        ]
    }

    static func routes(isDemo: Bool) -> [Route] { all.flatMap { $0.routes } }

    static var pages: [any SitePage.Type] {
        [ErrorPage.self, FormPage.self, ListPage.self] + all.flatMap { $0.pages }
    }
}

/// Keys of messages that no template names: made from the codes and lifecycles of the domain, and
/// checked at start in both languages.
enum MessageKeys {
    static let all: [String] = [common, groups, families, matches, StayKeys.all].flatMap { $0 }

    private static let common = [
        codes(Role.self, "role"), codes(Theme.self, "theme"), codes(Programme.self, "programme"),
        codes(CityProgramme.State.self, "city.state"), codes(Task.Kind.self, "family.task"),
        (1...12).flatMap { ["month.\($0)", "month.short.\($0)"] },
        (1...7).map { "weekday.\($0)" },
    ].flatMap { $0 }

    private static let groups = [
        codes(Group.State.self, "group.state"), codes(Group.Kind.self, "group.kind"),
        codes(Group.Guard.self, "guard.group"), codes(GroupList.Flag.self, "group.flag"),
        codes(Vog.Status.self, "vog.status"), codes(Member.LeftReason.self, "left_reason"),
    ].flatMap { $0 }

    private static let families = [
        codes(Family.State.self, "family.state"), codes(Family.Route.self, "route"),
        codes(Family.Certainty.self, "certainty"), codes(Family.Guard.self, "guard.family"),
        codes(FamilyMember.Kind.self, "family_member.kind"),
        codes(FamilyMember.Precision.self, "birth_precision"), codes(Need.Owner.self, "need.owner"),
        codes(SensitiveNote.Kind.self, "note_kind"),
    ].flatMap { $0 }

    private static let matches = [
        codes(Match.State.self, "match.state"), codes(Match.State.self, "match.lede"),
        codes(Match.Guard.self, "guard.match"), codes(Match.Decision.self, "match.decision"),
        codes(Match.Side.self, "match.side"), codes(Match.Reason.self, "match.reason"),
        Pairing.Rule.allCases.flatMap {
            ["pairing.\($0.rawValue).met", "pairing.\($0.rawValue).unmet"]
        },
    ].flatMap { $0 }

    static func codes<C: Code>(_ type: C.Type, _ prefix: String) -> [String] {
        C.allCases.map { "\(prefix).\($0.rawValue)" }
    }
}
