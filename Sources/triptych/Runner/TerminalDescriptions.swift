import FoundationEssentials
import Terminal

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
    TerminfoPlaces.folders(variables)
      + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
  }
}
