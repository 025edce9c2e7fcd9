/// What a contact, a need or a skill is about (spec: lifecycles, action plan themes).
public enum Theme: String, Code {
    case housing, health, language, school, work, money, network, leisure, safety, legal
}

/// The programmes of the network.
public enum Programme: String, Code {
    case samenHier = "samen_hier"
    case shelterCity = "shelter_city"
    case hostedStay = "hosted_stay"
}
