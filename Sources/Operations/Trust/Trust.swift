import Environments
import Glibc

/// What the user trusts one checkout to read outside of itself. It is kept outside of every checkout, one file for each,
/// by the checkout's real path and a digest of each reading, so that a file that begins to read something else is asked
/// about again, and any other change is not.
package struct Trust: Sendable {
  /// The variable that names folders, separated by `:`, whose checkouts are all trusted: for CI and scripts.
  package static let variable = "TRIPTYCH_TRUST"
  static let readingsMax = 10_000
  private static let bytesMax = 1 << 20

  private let workspace: Workspace
  /// The folder with the trust of all checkouts; `nil` when the variables name none.
  private let folder: String?
  /// Whether `TRIPTYCH_TRUST` names the checkout's folder or one above it.
  private let isGranted: Bool

  /// - Parameter variables: of the process. Only absolute paths count, as the XDG base directory specification says: a
  ///   relative one would lead into the checkout that is judged.
  package init(of workspace: Workspace, variables: [String: String]) {
    self.workspace = workspace
    folder = Self.stateFolder(variables).map { $0 + "/triptych/trust" }
    isGranted = (variables[Self.variable] ?? "").split(separator: ":").contains { folder in
      guard folder.hasPrefix("/"), let real = Workspace.realPath(String(folder)) else {
        return false
      }
      return real == "/" || (workspace.root + "/").utf8.starts(with: (real + "/").utf8)
    }
  }

  /// Whether every one of the readings is trusted.
  package func covers(_ readings: [OutsideReading]) -> Bool {
    if readings.isEmpty || isGranted { return true }
    let trusted = Set(digests())
    return readings.allSatisfy { trusted.contains(digest(of: $0)) }
  }

  /// Trusts these readings, and no longer any that were trusted before.
  package func grant(_ readings: [OutsideReading]) throws(FileError) {
    guard readings.count <= Self.readingsMax else {
      throw FileError(
        "trust", workspace.root, reason: "its files lead to more than \(Self.readingsMax) places")
    }
    let path = try file(making: true)
    let entry = JSONValue.object([
      "schema_version": .integer(1), "root": .string(workspace.root),
      "readings": .array(readings.map { .string(digest(of: $0)) }),
    ])
    try AtomicWrite.write(Array((entry.text + "\n").utf8), to: path)
  }

  /// Trusts nothing of the checkout any more.
  package func revoke() throws(FileError) {
    let path = try file(making: false)
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw FileError("remove", path)
    }
  }

  /// The trusted digests; none when the file is missing, damaged, or another user's.
  private func digests() -> [String] {
    guard let path = try? file(making: false), let real = Workspace.realPath(path),
      let file = try? OwnFile.open(real, for: .reading, to: "read"),
      let bytes = file.read(bytesMax: Self.bytesMax, expecting: 4096),
      let entry = JSONValue(json: bytes), entry["root"]?.string == workspace.root
    else { return [] }
    return entry["readings"]?.items?.compactMap(\.string) ?? []
  }

  /// The path of the checkout's file.
  private func file(making isMaking: Bool) throws(FileError) -> String {
    guard let folder else {
      throw FileError(
        "keep the trust in", workspace.root,
        reason: "neither HOME nor XDG_STATE_HOME is an absolute path")
    }
    if isMaking {
      var made = ""
      for part in folder.split(separator: "/") {
        made += "/\(part)"
        if !Workspace.isFolder(made) { try Workspace.makeFolder(made) }
      }
      // Whatever made it before: nobody else may add to it.
      try Workspace.makeFolder(Workspace.realPath(made) ?? made)
    }
    let name = Digest.hex(Digest.sha256(Array(workspace.root.utf8)).prefix(16))
    return "\(folder)/\(name).json"
  }

  /// Where a link leads counts, so that it cannot be turned to another place later.
  private func digest(of reading: OutsideReading) -> String {
    let parts =
      if let path = reading.path {
        [
          "path", path,
          Workspace.realPath(path.hasPrefix("/") ? path : workspace.path(path)) ?? "missing",
        ]
      } else {
        ["text", reading.location.file, reading.text ?? ""]
      }
    // Each part is preceded by its length, so that different readings never give the same text.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Digest.hex(Digest.sha256(Array(text.utf8)))
  }

  private static func stateFolder(_ variables: [String: String]) -> String? {
    if let folder = variables["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder }
    return variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state" : nil }
  }
}
