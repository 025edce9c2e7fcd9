import Coalition
import HTTP

/// The landing page: each role's own question, answered.
enum HomePages: Feature {
    static var routes: [Route] { [.get("/", .signedIn, show)] }
    static var pages: [any SitePage.Type] {
        [
            AdminHome.self, NetworkHome.self, ShelterHome.self, LocalHome.self,
            MunicipalityHome.self,
        ]
    }

    static func show(_ context: Context) throws -> Response {
        switch context.role {
        case .network, .safeguarding, .auditor: try NetworkHome.show(context)
        case .local: try LocalHome.show(context)
        case .municipality: try MunicipalityHome.show(context)
        case .shelter: try ShelterHome.show(context)
        case .admin: try AdminHome.show(context)
        case nil: throw Refusal.forbidden("forbidden.no_role")
        }
    }
}
