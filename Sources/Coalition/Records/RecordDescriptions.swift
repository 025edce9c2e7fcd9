extension RecordDescription {
    /// Every kind of record whose fields are described.
    public static let all: [RecordDescription] = [
        FamilyDraft.record.about, GroupDraft.record.about, AccommodationDraft.record.about,
    ]
}
