extension RecordDescription {
    /// Every kind of record whose fields are described.
    public static let all: [RecordDescription] = [
        FamilyDraft.record.about, FamilyMemberDraft.record.about, NeedDraft.record.about,
        GroupDraft.record.about, MemberDraft.record.about, MemberDraft.membership.about,
        AccommodationDraft.record.about, StayDraft.record.about, TaskDraft.record.about,
        TalkDraft.record.about, MilestoneDraft.record.about, TrainingDraft.record.about,
        CommunityBuilderDraft.record.about, FormalContactDraft.record.about,
        CheckInDraft.record.about, ConcernDraft.record.about, TriageDraft.record.about,
    ]
}
