/// What a contact, a need or a skill is about (spec: lifecycles, action plan themes).
public enum Theme: String, Code {
    case housing, health, language, school, work, money, network, leisure, safety, legal
}
