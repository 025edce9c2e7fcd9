import Coalition
import Templates

/// A talk as a file for a calendar (RFC 5545). It leaves the site for whatever calendar its reader has,
/// so that it says a kind and code names, and never who they are.
struct CalendarFile: Sendable {
    let name: String
    let text: String

    init(_ line: TalkLine, _ words: Words, _ tx: Transaction) throws {
        let talk = line.talk
        let city = try City.named(talk.city, in: tx)
        name = "\(line.subject.ref)-\(talk.on.iso).ics"
        text = CalendarFile.event(
            id: try talk.calendarID(in: tx), talk, zone: city.zone,
            summary: line.title(words), place: try CalendarFile.place(of: line, tx), now: tx.now)
    }

    /// Only where a group meets without the family: any other place may be somebody's home, or tell
    /// where a guest is.
    private static func place(of line: TalkLine, _ tx: Transaction) throws -> String? {
        guard case .group = line.subject, [.intake, .training].contains(line.talk.kind),
            TalkPolicy(tx.viewer, line.talk).maySeeDetails
        else { return nil }
        let place = try TalkDraft.stored(line.talk.id, in: tx).draft.extras["place"]
        if case .text(let text) = place { return text } else { return nil }
    }

    static func event(
        id: String, _ talk: Talk, zone: Zone, summary: String, place: String?, now: Instant
    ) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coalitie//Coalitie//NL",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:\(id)@coalitie",
            "DTSTAMP:\(utc(now))", "SEQUENCE:\(talk.version - 1)",
        ]
        lines += times(talk, zone)
        lines.append("SUMMARY:\(escaped(summary))")
        if let place { lines.append("LOCATION:\(escaped(place))") }
        lines.append("STATUS:\(talk.outcome == .cancelled ? "CANCELLED" : "CONFIRMED")")
        lines += ["END:VEVENT", "END:VCALENDAR"]
        return lines.map { folded($0) + "\r\n" }.joined()
    }

    /// In UTC, so that no zone has to be described; a talk without an hour takes its day.
    private static func times(_ talk: Talk, _ zone: Zone) -> [String] {
        guard let begins = talk.begins else {
            return ["DTSTART;VALUE=DATE:\(basic(talk.on))", "TRANSP:TRANSPARENT"]
        }
        return [
            "DTSTART:\(utc(zone.instant(talk.on, begins)))", "DURATION:PT\(talk.kind.minutes)M",
        ]
    }

    /// `20261203T133000Z`.
    private static func utc(_ instant: Instant) -> String {
        let seconds = instant.milliseconds / 1000
        let (day, rest) = (Day(number: Int(seconds / 86_400)), Int(seconds % 86_400))
        let parts = [rest / 3600, rest / 60 % 60, rest % 60]
        return basic(day) + "T" + parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined() + "Z"
    }

    /// `20261203`.
    private static func basic(_ day: Day) -> String { day.iso.filter { $0 != "-" } }

    /// Text as a value (RFC 5545, section 3.3.11).
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case _ where scalar.properties.generalCategory == .control: continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A line of at most 75 octets, and its rest on lines that begin with a blank; no character is
    /// broken (RFC 5545, section 3.1).
    static func folded(_ line: String) -> String {
        var (result, length) = ("", 0)
        for scalar in line.unicodeScalars {
            let octets = UTF8.width(scalar)
            if length + octets > 75 {
                result += "\r\n "
                length = 1
            }
            result.unicodeScalars.append(scalar)
            length += octets
        }
        return result
    }
}
