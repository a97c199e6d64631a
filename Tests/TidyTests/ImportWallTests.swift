import Testing

/// The walls of docs/ARCHITECTURE.md, read off the sources. The compiler holds the declared
/// dependencies; these are the rules beyond them.
struct `Import walls` {
  static let allowed: [String: Set<String>] = [
    "Canvas": [],
    "Environments": ["FoundationEssentials"],
    "Loading": ["Environments", "CLibyaml", "FoundationEssentials"],
    "Console": ["Canvas", "Environments"],
    "Terminal": ["Canvas", "CNcurses", "Glibc", "Synchronization"],
    "Processes": [
      "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "Operations": [
      "Environments", "Loading", "Processes", "CLinux", "CLibcurl", "CLibcrypto", "CPCRE2",
      "Logging",
      "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "triptych": [
      "Canvas", "Terminal", "Environments", "Loading", "Processes", "Operations", "Console",
      "ArgumentParser", "Logging", "FoundationEssentials", "Glibc", "Synchronization",
    ],
  ]

  @Test func `a room imports only what its wall lets through`() {
    let imports = Repository.places(of: #"^ *(@[a-z]+ |[a-z]+ )*import "#, in: "Sources/**/*.swift")

    let breaches = imports.filter { Self.allowed[$0.room]?.contains($0.lastWord) != true }

    #expect(!imports.isEmpty)
    #expect(breaches.map(\.description) == [])
  }

  @Test func `only Processes starts programs`() {
    let places = Repository.places(
      of: #"\b(posix_spawn|fork|vfork|execv|execve|execvp|popen|system)\("#,
      in: "Sources/**/*.swift", "Sources/**/*.c")

    #expect(places.filter { $0.room != "Processes" }.map(\.description) == [])
  }

  @Test func `a shim has no Swift`() {
    let strays = Repository.paths.filter {
      $0.hasPrefix("Sources/C") && $0.hasSuffix(".swift") && !$0.hasPrefix("Sources/Canvas/")
        && !$0.hasPrefix("Sources/Console/")
    }

    #expect(strays == [])
  }
}
