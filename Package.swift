// swift-tools-version: 6.2
import PackageDescription

// What each target may import is a rule, not a habit: docs/ARCHITECTURE.md says why, and the build is run
// with --explicit-target-dependency-import-check error.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
/// For rooms that wait for the world, where the time of their own code does not count. It slows down a load.
let small: [SwiftSetting] = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]
let gnu: [CSetting] = [.define("_GNU_SOURCE")]

let package = Package(
  name: "triptych",
  products: [.executable(name: "triptych", targets: ["triptych"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // Shims: thin C around what Swift cannot import. No logic.
    .target(
      name: "CNcurses", cSettings: gnu,
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CLinux", cSettings: gnu),
    // Loaded at the first check: linked, its 30 libraries would cost every start 6 ms.
    .target(name: "CLibcurl", cSettings: gnu),
    // Loaded at the first secret: linked, its 21,000 relocations would cost every start a millisecond.
    .target(name: "CLibcrypto", cSettings: gnu),
    .target(name: "CPCRE2", cSettings: gnu, linkerSettings: [.linkedLibrary("pcre2-8")]),
    // The archive: a library more to load would cost every start of the program.
    .target(
      name: "CHTTPParser", cSettings: gnu, linkerSettings: [.linkedLibrary(":libhttp_parser.a")]),
    .target(name: "CLibyaml", cSettings: gnu, linkerSettings: [.linkedLibrary("yaml")]),

    // Values.
    .target(name: "Canvas", swiftSettings: strict),
    .target(name: "Environments", swiftSettings: strict),
    .target(name: "Loading", dependencies: ["Environments", "CLibyaml"], swiftSettings: strict),
    // Small code is what a start maps; a key is painted no later.
    .target(name: "Console", dependencies: ["Canvas", "Environments"], swiftSettings: small),

    // The world.
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses"], swiftSettings: strict),
    .target(
      name: "Processes",
      dependencies: [
        "CLinux",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: small),
    .target(name: "Threads", dependencies: ["CLinux"], swiftSettings: small),
    .target(
      name: "Engine", dependencies: ["Environments", "Processes", "Threads", "CHTTPParser"],
      swiftSettings: small),
    .target(
      name: "Operations",
      dependencies: [
        "Environments", "Loading", "Processes", "Threads", "Engine", "CLinux", "CLibcurl",
        "CLibcrypto", "CPCRE2",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: small),

    // The one room where all meet.
    .executableTarget(
      name: "triptych",
      dependencies: [
        "Canvas", "Terminal", "Environments", "Loading", "Processes", "Threads", "Engine",
        "Operations", "Console", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: small),

    .target(
      name: "CVTerm", path: "Tests/CVTerm", cSettings: gnu,
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    // What several rooms are tested with: a terminal of our own, an engine that is none, a runner that runs nothing.
    .target(
      name: "TestSupport", dependencies: ["CVTerm", "Environments", "Processes", "Threads"],
      path: "Tests/TestSupport", exclude: ["Engine/inspected-20.10.json"], swiftSettings: strict),
    // A small program on the real terminal code, that crashes when told.
    .executableTarget(
      name: "terminal-probe", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "Terminal", "Canvas", "CNcurses", "Processes", "Threads", "TestSupport", "terminal-probe",
        "triptych",
      ],
      swiftSettings: strict),
    .testTarget(name: "EnvironmentsTests", dependencies: ["Environments"], swiftSettings: strict),
    .testTarget(
      name: "LoadingTests", dependencies: ["Environments", "Loading"], swiftSettings: strict),
    // Starts programs where nobody else opens files, and counts what they leave behind.
    .executableTarget(
      name: "process-probe", dependencies: ["Processes"], path: "Tests/ProcessProbe",
      swiftSettings: strict),
    .testTarget(
      name: "ProcessesTests", dependencies: ["Processes", "TestSupport", "process-probe"],
      swiftSettings: strict),
    // Asks an engine where nobody else takes memory, and says how much that took.
    .executableTarget(
      name: "engine-probe", dependencies: ["Engine", "Processes"], path: "Tests/EngineProbe",
      swiftSettings: strict),
    // The rooms Engine and Threads.
    .testTarget(
      name: "EngineAPITests",
      dependencies: [
        "Engine", "Environments", "Processes", "Threads", "TestSupport", "engine-probe",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "Operations", "Engine", "Environments", "Loading", "Processes", "Threads", "TestSupport",
        "triptych",
      ],
      exclude: ["Layouts"], swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "Canvas", "Environments", "Loading"],
      exclude: ["Screens"], swiftSettings: strict),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Operations", "Engine", "Environments", "Loading", "Processes", "TestSupport", "triptych",
      ],
      swiftSettings: strict),
    // Secrets in every place, looked for in all that the program prints, draws, writes and starts.
    .testTarget(
      name: "CanaryTests",
      dependencies: [
        "Console", "Engine", "Environments", "Loading", "Processes", "TestSupport", "triptych",
      ],
      exclude: ["Repository"], swiftSettings: strict),
    .testTarget(
      name: "TidyTests", dependencies: ["TestSupport", "triptych"], exclude: ["Messages.txt"],
      swiftSettings: strict),
  ]
)

// Fuzzers link libFuzzer and are built apart: scripts/fuzz.sh.
if Context.environment["TRIPTYCH_FUZZ"] == "yes" {
  package.targets += [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Canvas", "Environments", "Loading", "Engine", "Operations", "Processes", "Terminal",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus"], swiftSettings: strict)
  ]
}
