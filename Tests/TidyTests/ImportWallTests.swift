import Testing

/// The walls of docs/ARCHITECTURE.md, read off the sources. The compiler holds the declared dependencies; these are the rules beyond them.
struct `Import walls` {
  static let allowed: [String: Set<String>] = [
    "Canvas": [],
    "Environments": ["Yams", "FoundationEssentials"],
    "Console": ["Canvas", "Environments"],
    "Terminal": ["Canvas", "CNcurses", "CLinux", "Glibc", "Synchronization"],
    "Processes": [
      "Subprocess", "SystemPackage", "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "Operations": [
      "Environments", "Processes", "CLinux", "CLibcurl", "CLibcrypto", "Logging",
      "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "triptych": [
      "Canvas", "Terminal", "Environments", "Processes", "Operations", "Console", "CLinux",
      "ArgumentParser", "Logging", "FoundationEssentials", "Glibc", "Synchronization",
    ],
  ]

  @Test func `a room imports only what its wall lets through`() {
    let breaches = Repository.sources.flatMap { file in
      file.imports.filter { Self.allowed[file.room]?.contains($0) != true }
        .map { "\(file.path) imports \($0)" }
    }

    #expect(breaches == [])
  }

  @Test func `only Processes starts programs`() {
    let breaches = Repository.sources.filter { $0.room != "Processes" }
      .flatMap { $0.places(of: #/\b(posix_spawn|fork|execve|execvp|popen|system)\(/#) }

    #expect(breaches == [])
  }

  @Test func `a shim has no Swift`() {
    let breaches = Repository.sources.filter { $0.room.hasPrefix("CL") || $0.room == "CNcurses" }
      .map(\.path)

    #expect(breaches == [])
  }
}
