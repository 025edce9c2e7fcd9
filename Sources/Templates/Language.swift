/// A language in which every page can be rendered.
///
/// The raw value is the code of `<html lang>` and the name of the message file.
public enum Language: String, CaseIterable, Sendable {
    case nl
    case en
}
