import Coalition

/// Everything the website can do, a line for each part of it.
enum Features {
    private static var all: [any Feature.Type] {
        [
            SignInPages.self, AccountPages.self, DraftPages.self, HomePages.self, ChangesPages.self,
            HubPages.self, CouplePages.self, ExpiringPages.self, MissingPages.self, WritePages.self,
            GroupPages.self,
            MemberRowsPages.self, MemberPages.self, ContactPages.self, TrainingPages.self,
            FamilyPages.self, FamilyMemberPages.self,
            FamilyProgrammePages.self, GoalPages.self, GoalSheetPages.self,
            SensitiveNotePages.self, ProposalPages.self, MatchPages.self, StayPages.self,
            AccommodationPages.self,
            CandidatePages.self, NominationPages.self, CohortPages.self,
            GuestPages.self, CityPages.self, AboutPages.self,
            AppManifest.self, LogPages.self, LogManyPages.self, RoundPages.self, TaskPages.self,
            FamilyCodePages.self, SearchPages.self,
            TalkPages.self, WeekPages.self, VoicePages.self, CityContactForm.self,
            PlanPages.self, ReviewPages.self, MilestonePages.self, ChecklistPages.self,
            SetupPages.self, RulePages.self, RuleRecordPages.self, RecordRulePages.self,
            KeptTrainingPages.self, ExemptionPages.self,
            BuilderPages.self, MatchBuilderPages.self, FormalContactPages.self,
            FamilyContactPages.self,
            ConcernPages.self, ConcernWorkPages.self,
            MovePages.self, TransferPages.self, SplitPages.self, MergePages.self,
            HouseholdPages.self, PartingPages.self,
            CoordinatorPages.self, AbsencePages.self, StandInPages.self, ColleaguePages.self,
            HandoverPages.self, LookPages.self, HistoryPages.self,
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
        common, groups, families, matches, StayKeys.all, LogKeys.all, TaskKeys.all, FormKeys.all,
        TimeKeys.all, SearchKeys.all,
        TalkKeys.all, WeekKeys.all, YearKeys.all, RuleKeys.all, PeopleKeys.all, VoiceKeys.all,
        ConcernKeys.all, MoveKeys.all, HandoverKeys.all, LookKeys.all, HistoryKeys.all,
        FlagKeys.all, NominationKeys.all,
    ].flatMap { $0 }

    private static let common = [
        codes(Role.self, "role"), codes(Theme.self, "theme"), codes(Programme.self, "programme"),
        codes(CityProgramme.State.self, "city.state"), codes(Task.Kind.self, "family.task"),
        codes(FormerCode.Reason.self, "family.code.reason"),
        DayRange.Source.beginnings.map { "problem.day_early.\($0.rawValue)" },
        DayRange.Source.ends.map { "problem.day_late.\($0.rawValue)" },
        [
            "problem.city_programme", "problem.city_running", "forbidden.city_programme.title",
            "forbidden.city_programme.text",
        ],
        NetworkTable.Column.allCases.map(\.key),
    ].flatMap { $0 }

    private static let groups = [
        codes(Group.State.self, "group.state"), codes(Group.Kind.self, "group.kind"),
        codes(Group.Reason.self, "group.reason"),
        guards(Group.Guard.self, "group"), lost(Group.lifecycle, "lost.group"),
        codes(GroupList.Flag.self, "group.flag"),
        GroupList.stateSets.map { "filter.\($0.code)" },
        codes(Vog.Status.self, "vog.status"), codes(Member.LeftReason.self, "left_reason"),
    ].flatMap { $0 }

    /// What a state rests on, as it is told of a step back.
    static func lost<State: Code, Guard: Code>(
        _ lifecycle: Lifecycle<State, Guard>, _ prefix: String
    ) -> [String] {
        lifecycle.transitions.flatMap(\.footing).map { "\(prefix).\($0.rawValue)" }
    }

    /// What is said of each guard: that it holds, and what lacks.
    static func guards<Guard: Code>(_ type: Guard.Type, _ subject: String) -> [String] {
        [true, false].flatMap { isMet in
            Guard.allCases.map { GuardFinding($0, isMet).message(of: subject) }
        }
    }

    static func codes<C: Code>(_ type: C.Type, _ prefix: String) -> [String] {
        C.allCases.map { "\(prefix).\($0.rawValue)" }
    }
}
