import Testing

/// The service is a package of its own, so some facts are written in both packages and compared here as text. Its own tests
/// compare the names of the keys.
struct `The service` {
  @Test func `takes the numbers that the schema takes`() {
    let taken = Self.shell(
      #"grep -oE '\<int\( *"[a-z_]+", in: [0-9_]+\.\.\.[0-9_]+' | sed 's/[^"]*"//; s/", in://; s/_\([0-9]\)/\1/g'"#
    )

    #expect(taken.count > 5)
    #expect(
      taken.sorted()
        == Self.leaves.compactMap { leaf in leaf.node.range.map { "\(leaf.name) \($0)" } }.sorted())
  }

  @Test func `takes the words that the schema takes`() throws {
    let readers = Self.shell(
      #"grep -oE '\<word\( *"[a-z_]+", [A-Za-z.]+\.self' | sed 's/[^"]*"//; s/",//; s/\.self//'"#)

    let taken = try readers.map { reader in
      let parts = reader.split(separator: " ")
      let type = try #require(parts.last?.split(separator: ".").last)
      return "\(parts[0]): " + (try Self.words(of: String(type)).joined(separator: ", "))
    }

    #expect(taken.count > 8)
    #expect(
      taken.sorted()
        == Self.leaves.compactMap { leaf in leaf.node.choice.map { "\(leaf.name): \($0)" } }
        .sorted())
  }

  @Test func `knows the version of the files, and the header that carries a key`() throws {
    let leaves = SettingsSchema.leaves

    let version = try #require(leaves["schema_version"]?.compactMap(\.maximum).first)
    let header = leaves["smoke.key.header"]?.compactMap(\.standIn).first
    let usual = Self.shell(
      #"grep -oE '"header", "[^"]*", default: "[^"]*"' | sed 's/.*: "//; s/"//'"#)

    #expect(Self.sources.contains("\"schema_version\", \"version \(version)\""))
    #expect(Self.sources.contains("case .int(\(version))"))
    #expect(usual.first == header)
  }

  @Test func `hides a secret behind the sign that triptych has`() throws {
    let secret = try #require(Repository.text("Sources/Environments/Secrets/Secret.swift"))
    let control = try #require(
      Repository.text("docker/trading-api/Sources/TradingService/Logs/LogControl.swift"))

    let signs = [(secret, "mask"), (control, "hidden")].map { text, name in
      text.split(separator: "\n").first { $0.contains("static let \(name) = ") }?
        .split(separator: "=").last
    }

    #expect(signs[0] != nil)
    #expect(signs[0] == signs[1])
  }

  /// The leaves of the sections that are rendered for the service, by their last names.
  private static let leaves = SettingsSchema.leaves.filter { path, _ in
    sections.contains(String(path.prefix { $0 != "." }))
  }.flatMap { path, nodes in
    nodes.map { (name: path.split(separator: ".").last ?? "", node: $0) }
  }

  private static let sections = [
    "environment", "debug", "endpoints", "api", "quotes", "trading", "database", "metrics",
    "logging",
  ]

  private static let folder = "docker/trading-api/Sources/TradingService"

  /// The sources that read the configuration, on one line and without comments.
  private static let sources = Repository.shell(
    "sed 's,^ *//.*,,' \(folder)/Configuration/*.swift \(folder)/Logs/LogSettings.swift"
      + " | tr '\\n' ' ' | tr -s ' '"
  ).output

  private static func shell(_ filter: String) -> [String] {
    Repository.shell(
      "sed 's,^ *//.*,,' \(folder)/Configuration/*.swift | tr '\\n' ' ' | tr -s ' ' | \(filter)"
    ).output.split(separator: "\n").map(String.init)
  }

  /// The raw values of an enumeration, in its order.
  private static func words(of type: String) throws -> [String] {
    let start = try #require(sources.firstRange(of: "enum \(type): String, CaseIterable"))
    let body = sources[start.upperBound...].drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
    return body.replacing("case ", with: ",").split(separator: ",").compactMap { word in
      let parts = word.split(separator: "=").map { $0.filter { $0 != " " && $0 != "\"" } }
      return parts.last.flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}
