import Coalition
import Fixtures

/// Keeping people around families, as tests type them.
extension Fixture {
    @discardableResult
    func builder(
        _ name: String = "Rania Sabbagh", _ languages: [String] = ["ar"], in city: City? = nil,
        by keeper: Viewer? = nil
    ) throws -> CommunityBuilder {
        try write(keeper ?? hanneke) { tx in
            var draft = CommunityBuilderDraft()
            (draft.name, draft.languages) = (name, languages)
            (draft.phone, draft.email) = ("06 00 31 40 21", "rania@post.example")
            return try draft.create(in: keeper == nil ? city ?? nijmegen : city, tx)
        }
    }

    @discardableResult
    func contact(
        _ name: String? = "Marieke Brands", _ function: FormalContact.Function = .clientManager,
        in city: City? = nil, by keeper: Viewer? = nil
    ) throws -> FormalContact {
        try write(keeper ?? hanneke) { tx in
            var draft = FormalContactDraft()
            (draft.function, draft.organisation) = (function, "Gemeente Nijmegen")
            (draft.name, draft.phone) = (name, "024 000 41 01")
            return try draft.create(in: keeper == nil ? city ?? nijmegen : city, tx)
        }
    }

    /// A family that the coordinator announced herself, with one name written down.
    func ownFamily() throws -> Family {
        try write(hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 1)
            let family = try draft.create(in: nijmegen, tx)
            var person = FamilyMemberDraft()
            (person.kind, person.name) = (.single, "Zarghuna Noori")
            try person.add(to: family, in: tx)
            return family
        }
    }

    /// The family with other fields, as the coordinator changes it.
    @discardableResult
    func change(
        _ family: Family, _ edit: (inout FamilyDraft) -> Void
    ) throws -> Family {
        try write(hanneke) { tx in
            let now = try Family.find(family.ref, in: tx)
            var draft = try FamilyDraft.stored(now.id, in: tx).draft
            edit(&draft)
            try draft.update(now, version: now.version, in: tx)
            return try Family.find(family.ref, in: tx)
        }
    }
}
