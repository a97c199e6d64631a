import Testing

/// The walls of docs/ARCHITECTURE.md, read from the sources. The compiler checks the declared dependencies; these tests check
/// the other rules.
struct `Import walls` {
  static let allowed: [String: Set<String>] = [
    "Canvas": [],
    "Environments": [],
    "Loading": ["Environments", "CLibyaml"],
    "Console": ["Canvas", "Environments"],
    "Terminal": ["Canvas", "CNcurses", "Glibc", "Synchronization"],
    "Processes": [
      "CLinux",
      "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "Threads": ["CLinux", "Glibc", "Synchronization"],
    "Engine": [
      "Environments", "Processes", "Threads", "CHTTPParser", "FoundationEssentials", "Glibc",
      "Synchronization",
    ],
    "Operations": [
      "Environments", "Loading", "Processes", "Threads", "Engine", "CLinux", "CLibcurl",
      "CLibcrypto", "CPCRE2",
      "Logging",
      "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "triptych": [
      "Canvas", "Terminal", "Environments", "Loading", "Processes", "Threads", "Engine",
      "Operations", "Console",
      "ArgumentParser", "Logging", "FoundationEssentials", "Glibc", "Synchronization",
    ],
  ]

  @Test func `a room imports only what its wall lets through`() {
    let imports = Repository.lines(
      matching: #"^ *(@[a-z]+ |[a-z]+ )*import "#, in: "Sources/**/*.swift")

    let breaches = imports.filter { Self.allowed[$0.room]?.contains($0.lastWord) != true }

    #expect(!imports.isEmpty)
    #expect(breaches.map(\.description) == [])
  }

  /// The folders of the workload: values import no server, and only the folders that keep orders import the database.
  static let allowedInService: [String: Set<String>] = [
    ".": ["Glibc"],
    "Configuration": ["FoundationEssentials", "HTTPTypes"],
    "Prices": [
      "FoundationEssentials", "Hummingbird", "Logging", "ServiceLifecycle", "Synchronization",
    ],
    "Trading": ["FoundationEssentials"],
    "Database": ["FoundationEssentials", "GRDB", "Glibc", "Logging", "Synchronization"],
    "Logs": ["FoundationEssentials", "Glibc", "Logging", "Synchronization"],
    "Metrics": ["Glibc", "Synchronization"],
    "HTTP": [
      "FoundationEssentials", "Glibc", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging",
      "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOPosix", "NIOSSL",
      "Synchronization",
    ],
    "Desk": [
      "FoundationEssentials", "GRDB", "HTTPTypes", "Hummingbird", "Logging", "NIOCore",
      "ServiceLifecycle", "Synchronization",
    ],
    "Service": [
      "FoundationEssentials", "Glibc", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore",
      "NIOSSL", "ServiceLifecycle", "Synchronization", "UnixSignals",
    ],
  ]

  @Test func `a folder of the workload imports only what its wall lets through`() {
    let room = "docker/trading-api/Sources/TradingService/"
    let commands: Set<String> = ["ArgumentParser", "Glibc", "TradingService"]
    let imports = Repository.lines(
      matching: #"^ *(@[a-z]+ |[a-z]+ )*import "#, in: "docker/trading-api/Sources/**/*.swift")

    let breaches = imports.filter { place in
      guard place.path.hasPrefix(room) else { return !commands.contains(place.lastWord) }
      let inside = place.path.dropFirst(room.count).split(separator: "/")
      let folder = inside.count > 1 ? String(inside[0]) : "."
      return Self.allowedInService[folder]?.contains(place.lastWord) != true
    }

    #expect(!imports.isEmpty)
    #expect(breaches.map(\.description) == [])
  }

  @Test func `only Processes starts programs`() {
    let lines = Repository.lines(
      matching: #"\b(posix_spawn|fork|vfork|execv|execve|execvp|popen|system)\("#,
      in: "**/Sources/**/*.swift", "**/Sources/**/*.c")

    // A case of an enumeration may have the name of a function of the system.
    let calls = lines.filter {
      $0.room != "Processes" && !$0.text.contains(/case \.?system\(|\(\.system\(/)
    }

    #expect(calls.map(\.description) == [])
  }

  @Test func `a shim has no Swift`() {
    let strays = Repository.paths.filter {
      $0.hasPrefix("Sources/C") && $0.hasSuffix(".swift") && !$0.hasPrefix("Sources/Canvas/")
        && !$0.hasPrefix("Sources/Console/")
    }

    #expect(strays == [])
  }
}
