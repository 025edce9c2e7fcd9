import Coalition

/// Messages about families that change which no template names.
enum MoveKeys {
    static let all: [String] =
        MessageKeys.codes(FamilyTransfer.How.self, "move.how")
        + MessageKeys.codes(FamilyTransfer.Reason.self, "move.reason")
        + MessageKeys.codes(FamilyParting.Kind.self, "split.kind")
        + MessageKeys.codes(SplitDraft.Side.self, "split.match")
        + MessageKeys.codes(HouseholdGrowth.Way.self, "growth.way")
        + MessageKeys.codes(FamilyMember.Ending.self, "member_end.how")
        + ["growth", "split", "move", "merge"].map { "moves.\($0)" } + refusals

    private static let refusals =
        ["busy", "match", "open", "own_city"].map { "guard.transfer.\($0)" }
        + ["nobody_leaves", "nobody_stays", "reunite"].map { "guard.split.\($0)" }
        + ["keeps_group", "matched", "programme", "same", "transfer", "undo", "unknown"].map {
            "guard.merge.\($0)"
        }
        + ["forbidden.transfer.title", "forbidden.transfer.text"]
}
