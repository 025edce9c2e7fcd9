// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "coalitie",
    products: [
        .library(name: "SQLite", targets: ["SQLite"]),
        .library(name: "HTTP", targets: ["HTTP"]),
        .library(name: "Templates", targets: ["Templates"]),
        .executable(name: "coalitie", targets: ["coalitie"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CEpoll"),

        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
        .target(
            name: "HTTP",
            dependencies: [
                "CZlib", "CEpoll",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "Templates", swiftSettings: strict),
        .target(
            name: "Coalition",
            dependencies: [
                "SQLite",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "CoalitionDemo", dependencies: ["Coalition", "SQLite"], swiftSettings: strict),
        .target(
            name: "Website",
            dependencies: [
                "Coalition", "HTTP", "Templates",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "coalitie",
            dependencies: [
                "Website", "Coalition", "CoalitionDemo", "HTTP", "SQLite", "Templates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        .testTarget(
            name: "SQLiteTests", dependencies: ["SQLite", "CSQLite"], swiftSettings: strict),
        .target(
            name: "RawRequests", dependencies: ["HTTP"], path: "Tests/RawRequests",
            swiftSettings: strict),
        .executableTarget(
            name: "Instructions", dependencies: ["HTTP", "Templates"], path: "Tests/Instructions",
            swiftSettings: strict),
        .testTarget(
            name: "HTTPTests", dependencies: ["HTTP", "RawRequests"], swiftSettings: strict),
        .testTarget(name: "TemplatesTests", dependencies: ["Templates"], swiftSettings: strict),
        .target(
            name: "Fixtures", dependencies: ["Coalition", "SQLite"], path: "Tests/Fixtures",
            swiftSettings: strict),
        .testTarget(
            name: "CoalitionTests", dependencies: ["Coalition", "SQLite", "Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "CoalitionDemoTests",
            dependencies: ["CoalitionDemo", "Coalition", "SQLite", "Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "WebsiteTests",
            dependencies: [
                "Website", "Coalition", "CoalitionDemo", "HTTP", "SQLite", "Templates", "Fixtures",
                "RawRequests",
            ],
            swiftSettings: strict),
    ]
)
