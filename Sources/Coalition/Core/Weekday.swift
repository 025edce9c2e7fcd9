/// A day of the week, by its number in ISO 8601.
public enum Weekday: String, Code {
    case monday = "1"
    case tuesday = "2"
    case wednesday = "3"
    case thursday = "4"
    case friday = "5"
    case saturday = "6"
    case sunday = "7"
}
