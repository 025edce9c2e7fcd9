extension RecordDescription {
    /// Every kind of record whose fields are described.
    public static let all: [RecordDescription] = [
        GroupDraft.record.about, AccommodationDraft.record.about,
    ]
}
