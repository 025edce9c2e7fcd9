import Coalition
import HTTP

/// The landing page: one worklist for all rights of a person, and what his or her roles look after.
enum HomePages: Feature {
    static var routes: [Route] { [.get("/", .signedIn, show)] }
    static var pages: [any SitePage.Type] {
        [AdminHome.self, NetworkHome.self, TodayHome.self, SafeguardingHome.self]
    }

    static func show(_ context: Context) throws -> Response {
        let roles = context.viewer.roles
        if !roles.isDisjoint(with: [.network, .auditor]) {
            return try NetworkHome.show(context)
        }
        if !roles.isDisjoint(with: Role.ofACity) { return try TodayHome.show(context) }
        if roles.contains(.safeguarding) { return try SafeguardingHome.show(context) }
        if roles.contains(.admin) { return try AdminHome.show(context) }
        throw Refusal.forbidden("forbidden.no_role")
    }
}
