import Coalition
import Templates

/// The group of five at full size, with the names of its members.
struct GroupRing {
    let group: Group
    /// Nil for viewers who may not see names: seats are drawn without initials.
    let members: [Member]?
    /// The family's code name; nil without a match.
    let family: String?
    let today: Day
    let words: Words

    /// The picture, 320 pixels wide.
    var picture: SafeHTML {
        let ring = group.ring(hasFamily: family != nil, words)
        let seats = labels(ring)
        var svg: SafeHTML = #"""
            <svg class="ring ring--xl" viewBox="0 0 320 306" width="320" height="306" role="img" \#
            aria-label="\#(ring.label)">
            """#
        for index in seats.indices {
            let (x, y) = ring.point(index, center: 0, distance: 104)
            svg += #"<path class="ln" d="M160 150L\#(x + 160) \#(y + 150)"/>"#
        }
        for (index, seat) in seats.enumerated() {
            svg += draw(seat, at: Ring.point(index, of: seats.count, center: 0, distance: 104))
        }
        svg += #"<circle class="\#(family == nil ? "co" : "c")" cx="160" cy="150" r="30"/>"#
        let label = family ?? words("ring.no_family")
        let look = family == nil ? "lb mu" : "lb"
        return svg + #"<text class="\#(look)" x="160" y="198">\#(label)</text></svg>"#
    }

    private struct Seat {
        let kind: Ring.Seat
        let initial: String
        let name: String
    }

    private func labels(_ ring: Ring) -> [Seat] {
        let free = Seat(kind: .open, initial: "", name: words("ring.open_seat"))
        let open = Array(repeating: free, count: max(0, group.minimum - group.memberCount))
        guard let members else {
            return ring.seats.map { Seat(kind: $0, initial: "", name: "") }
        }
        let names = Member.shortNames(members)
        return members.map { member in
            let name = names[member.id] ?? member.firstName
            return Seat(
                kind: member.isCleared(on: today) ? .full : .half,
                initial: String(name.prefix(1)), name: name)
        } + open
    }

    private func draw(_ seat: Seat, at point: (x: Double, y: Double)) -> SafeHTML {
        let (x, y) = (point.x + 160, point.y + 150)
        switch seat.kind {
        case .full, .concern:
            return #"""
                <circle class="f" cx="\#(x)" cy="\#(y)" r="28"/>\#
                <text class="in" x="\#(x)" y="\#(y + 6)">\#(seat.initial)</text>\#
                <text class="lb" x="\#(x)" y="\#(y + 46)">\#(seat.name)</text>
                """#
        case .half:
            return #"""
                <circle class="h" cx="\#(x)" cy="\#(y)" r="26.5" stroke-width="3"/>\#
                <path class="f" d="M\#(x) \#(y - 26.5)a26.5 26.5 0 0 0 0 53z"/>\#
                <text class="lb" x="\#(x)" y="\#(y + 46)">\#(seat.name)</text>
                """#
        case .open:
            return #"""
                <circle class="o" cx="\#(x)" cy="\#(y)" r="26.5" stroke-width="2.5"/>\#
                <text class="lb mu" x="\#(x)" y="\#(y + 46)">\#(seat.name)</text>
                """#
        }
    }
}

extension Group {
    /// The ring of this group from its kept counts.
    func ring(hasFamily: Bool, _ words: Words) -> Ring {
        var parts = [words("ring.members", ["count": .number(memberCount)])]
        if clearedCount < memberCount {
            parts.append(words("ring.waiting", ["count": .number(memberCount - clearedCount)]))
        }
        if memberCount < minimum {
            parts.append(words("ring.open", ["count": .number(minimum - memberCount)]))
        }
        if concernCount > 0 { parts.append(words("ring.concern")) }
        return Ring(
            members: memberCount, cleared: clearedCount, minimum: minimum, concerns: concernCount,
            hasFamily: hasFamily, label: parts.joined(separator: ", "))
    }
}
