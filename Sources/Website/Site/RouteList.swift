/// Every route with who may use it, as the command line prints it.
public enum RouteList {
    /// A line for each route, in the order of the table: method, pattern, roles, separated by tabs.
    ///
    /// - Parameter isDemo: Whether the routes that only the demo has are among them.
    public static func lines(isDemo: Bool) -> [String] {
        Features.routes(isDemo: isDemo).map { route in
            [route.method.rawValue, route.pattern, words(route.access)].joined(separator: "\t")
        }
    }

    private static func words(_ access: Access) -> String {
        switch access {
        case .anyone: "anyone"
        case .signedIn: "signed in"
        case .roles(let roles, let programmes):
            roles.sorted().map(\.rawValue).joined(separator: " ")
                + (programmes == .any
                    ? ""
                    : " for " + programmes.sorted().map(\.rawValue).joined(separator: " "))
        }
    }
}
