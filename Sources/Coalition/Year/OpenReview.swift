import SQLite

/// What was said in a review, opened by who owes a reason for it: the network. Each look is written down.
public struct OpenReview: Sendable {
    public let outcome: Review.Outcome
    /// By the code of their question.
    public let answers: [String: String]

    /// Opens a review in a write: without the row of the log there is no answer.
    ///
    /// - Throws: `Refusal.forbidden` for who opens none; `.invalid` on `reason` when it is shorter than
    ///   10 or longer than 500 characters.
    public static func open(
        _ review: Review, of match: Match, reason: String?, in tx: Transaction
    ) throws -> OpenReview {
        guard YearPolicy(tx.viewer, in: match.city).mayOpenReviews else {
            throw Refusal.forbidden("forbidden.review")
        }
        let words = try OpeningReason.checked(reason)
        _ = try Disclosure.record(
            .review, review.id.value, "\(match.ref)/reviews/\(review.id.value)", city: match.city,
            of: .samenHier, for: .support, reason: words, fields: ["answers"], in: tx)
        guard let outcome = try review.sealedOutcome(in: tx) else { throw Refusal.notFound }
        return OpenReview(outcome: outcome, answers: try review.unsealed(in: tx))
    }
}

extension Review {
    /// Who opened it, the newest first; for who reads what was said, and who may open it.
    ///
    /// - Throws: `Refusal.forbidden` for everybody else.
    public func disclosures(of match: Match, in tx: Transaction) throws -> [DisclosureRecord] {
        let policy = YearPolicy(tx.viewer, in: match.city)
        guard policy.maySeeReviews || policy.mayOpenReviews else {
            throw Refusal.forbidden("forbidden.review")
        }
        return try DisclosureRecord.past(.review, id.value, in: tx)
    }

    fileprivate func sealedOutcome(in tx: Transaction) throws -> Outcome? {
        try tx.db.value("SELECT outcome FROM reviews WHERE id = \(id)")
    }
}
