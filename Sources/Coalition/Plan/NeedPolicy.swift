import SQLite

/// Who reads what of the goals of a plan (spec: access; <doc:Plan>).
///
/// Goals about health, law and safety, and those marked private, are read by the coordinator and by the
/// safeguarding role, and by nobody else until the person agreed. Of such a goal of the household the
/// others know the theme; of such a goal of one of the family they know nothing.
public struct NeedPolicy: Sendable {
    /// Roles that read goals with steps and with what was agreed.
    public static let wholeReaders: Set<Role> = [.local, .safeguarding]
    /// Roles that read title, column and status.
    public static let titleReaders: Set<Role> = [.municipality]
    /// Roles that know how many there are and how many are reached.
    public static let counters: Set<Role> = wholeReaders.union(titleReaders).union([.network])

    /// What is private by its theme, as soon as it is of somebody.
    public static let privateThemes: Set<Theme> = [.health, .legal, .safety]

    /// How much somebody reads of a plan.
    public enum Sight: Sendable { case whole, titles, counts, nothing }

    /// Programmes of which the viewer reads all.
    let whole: Set<Programme>
    /// Those of which he or she reads titles only.
    let titles: Set<Programme>
    private let counted: Set<Programme>

    /// - Parameter programmes: Those of whose goals it is about; nil for all of whose plan it is.
    public init(_ viewer: Viewer, _ holder: PlanHolder, of programmes: Set<Programme>? = nil) {
        self.init(
            viewer, holder.programmes.intersection(programmes ?? .any), in: holder.city,
            isFrozen: holder.family?.state == .moved)
    }

    /// - Parameter isFrozen: Whether counts only are left of it, as of a family that moved.
    init(
        _ viewer: Viewer, _ programmes: Set<Programme>, in city: ID<City>, isFrozen: Bool = false
    ) {
        func held(_ roles: Set<Role>) -> Set<Programme> {
            programmes.intersection(viewer.programmes(of: roles, in: city))
        }
        whole = isFrozen ? [] : held(NeedPolicy.wholeReaders)
        titles = isFrozen ? [] : held(NeedPolicy.titleReaders).subtracting(whole)
        counted = held(NeedPolicy.counters)
    }

    /// The most that the viewer reads.
    public var sight: Sight {
        !whole.isEmpty
            ? .whole : !titles.isEmpty ? .titles : counted.isEmpty ? .nothing : .counts
    }

    /// - Throws: `Refusal.forbidden` for who sees totals only.
    public func requireTitles() throws {
        guard sight == .whole || sight == .titles else {
            throw Refusal.forbidden("forbidden.family_needs")
        }
    }

    /// That a goal is kept from all but those who read the whole of it.
    static let isWithheld: SQL = """
        (needs.shared_on IS NULL AND (needs.is_private = 1
            OR (needs.family_id IS NOT NULL AND needs.theme IN ('health', 'legal', 'safety'))))
        """

    /// That the viewer reads all of a goal.
    var readsWhole: SQL { "needs.programme IN \(list: whole.sorted())" }

    /// That the viewer reads its title.
    var readsTitle: SQL { "(\(readsWhole) OR NOT \(NeedPolicy.isWithheld))" }

    /// The goals of which the viewer may know anything at all.
    var isKnown: SQL {
        """
        needs.programme IN \(list: whole.union(titles).sorted())
        AND (\(readsTitle) OR needs.person_id IS NULL)
        """
    }

    /// The goals that count for the viewer: what is withheld is in no number either.
    var isCounted: SQL {
        """
        needs.programme IN \(list: counted.sorted()) AND \(readsTitle)
        AND needs.status <> \(Need.Status.dropped)
        """
    }
}
