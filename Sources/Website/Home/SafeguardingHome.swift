import Coalition
import HTTP
import Templates

/// "Vandaag" of the safeguarding role: what is to be done, whom somebody worries about, and which
/// families are to be heard, in all cities.
struct SafeguardingHome: SitePage {
    static let template = "home/safeguarding"
    let day: String
    let lede: String
    let work: WorkPanel?
    let changes: Sentence?
    let concerns: [PersonLine]
    let allConcerns: CountedLink?
    let due: [VoiceRow]
    /// Whether the viewer looks after families and groups, and not after guests alone.
    let seesFamilies: Bool
    let elsewhere: [LinkView]

    /// Rows beside the worklist.
    private static let rows = 6

    static func show(_ context: Context) throws -> Response {
        let visit = context.signedIn?.user.previousVisitAt
        let (home, voice, concerns, figure) = try context.read { tx in
            (
                try HomeFacts(since: visit, tx), try VoiceDeskFacts(limit: rows, tx),
                try ConcernRows(limit: rows, tx), try Figure(ConcernList(), in: tx)
            )
        }
        let lines = concerns.lines(context)
        return try context.show(SafeguardingHome(home, voice, lines, figure, context))
    }

    private init(
        _ home: HomeFacts, _ voice: VoiceDeskFacts, _ concerns: [PersonLine], _ figure: Figure,
        _ context: Context
    ) {
        let words = context.words
        day = words.longDay(home.today)
        let seesFamilies = home.viewer.holds(
            VoicePolicy.listeners, for: FamilyPolicy.programmes)
        self.seesFamilies = seesFamilies
        lede = words(
            "safeguarding.lede",
            ["due": .text(words(voice.desk.dueCount)), "concerns": .text(figure.text)])
        work = home.work.map { WorkPanel($0, context) }
        changes = home.changes?.sentence(home.today, words)
        self.concerns = concerns
        allConcerns =
            figure.count > concerns.count
            ? CountedLink(words("safeguarding.all_concerns", ["count": .text(figure.text)]), figure)
            : nil
        due = voice.due(context)
        elsewhere = Navigation.elsewhere(home.viewer, words)
    }

    static let fields: Fields<SafeguardingHome> = [
        .text("day") { $0.day },
        .text("lede") { $0.lede },
        .object("work", WorkPanel.fields) { $0.work },
        .object("changes", Sentence.fields) { $0.changes },
        .list("concerns", PersonLine.fields) { $0.concerns },
        .flag("hasConcerns") { !$0.concerns.isEmpty },
        .object("allConcerns", CountedLink.fields) { $0.allConcerns },
        .list("due", VoiceRow.fields) { $0.due },
        .flag("hasDue") { !$0.due.isEmpty },
        .flag("seesFamilies") { $0.seesFamilies },
        .list("elsewhere", LinkView.fields) { $0.elsewhere },
        .flag("hasElsewhere") { !$0.elsewhere.isEmpty },
    ]
}
