/// A path of this site and nothing else, so that no link of ours leads elsewhere.
enum LocalPath {
    /// The path, or the landing page for anything that is not one.
    static func checked(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"),
            path.utf8.count <= 2000, path.unicodeScalars.allSatisfy({ $0.value > 0x1F })
        else { return "/" }
        return path
    }
}
