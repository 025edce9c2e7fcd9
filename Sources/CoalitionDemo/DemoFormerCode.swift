import Coalition

/// A family of Nijmegen that got another code name yesterday, so that both are found.
enum DemoFormerCode {
    static func write(_ story: DemoStory) {
        guard let city = story.accounts.cities["Nijmegen"] else { return }
        story.on(story.today - 1, minute: 1000, by: story.accounts.local("Nijmegen")) { tx in
            var waiting = FamilyList.inState(.waiting)
            waiting.city = city.id
            guard let family = try waiting.page(nil, in: tx).rows.last else { return }
            try family.redrawCode(because: .other, version: family.version, in: tx)
        }
    }
}
