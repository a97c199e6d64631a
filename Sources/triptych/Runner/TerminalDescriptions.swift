import FoundationEssentials

/// The terminfo entries of this system, where ncurses looks for them.
enum TerminalDescriptions {
  static func has(_ name: String, _ variables: [String: String]) -> Bool {
    guard let first = name.unicodeScalars.first, !name.contains("/") else { return false }
    let letter = String(first)
    let number = String(first.value, radix: 16)
    return folders(variables).contains { folder in
      [letter, number].contains {
        FileManager.default.fileExists(atPath: "\(folder)/\($0)/\(name)")
      }
    }
  }

  private static func folders(_ variables: [String: String]) -> [String] {
    let own = [variables["TERMINFO"], variables["HOME"].map { "\($0)/.terminfo" }]
    let listed = (variables["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
    return own.compactMap { $0 } + listed
      + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
  }
}
