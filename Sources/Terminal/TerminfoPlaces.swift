import Glibc

/// Where ncurses looks for the description of a terminal. A relative place would lie in the folder that is looked at,
/// whose files may be a stranger's, so that it is skipped.
package enum TerminfoPlaces {
  /// The variables that name such places.
  private static let names = ["TERMINFO", "TERMINFO_DIRS", "HOME"]

  /// The folders that the variables name, the first to be searched first.
  package static func folders(_ variables: [String: String]) -> [String] {
    let kept = absolute(variables)
    let own = [kept["TERMINFO"], kept["HOME"].map { "\($0)/.terminfo" }].compactMap(\.self)
    return own.filter { $0.hasPrefix("/") }
      + (kept["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
  }

  /// The variables as ncurses may read them: `nil` for one without an absolute place. `TERMINFO` may hold a description
  /// itself, after `hex:` or `b64:`, and an empty part of `TERMINFO_DIRS` means the system's own folder.
  static func absolute(_ variables: [String: String]) -> [String: String] {
    var kept = variables.filter { names.contains($0.key) }
    if let place = kept["TERMINFO"],
      !["/", "hex:", "b64:"].contains(where: { place.hasPrefix($0) })
    {
      kept["TERMINFO"] = nil
    }
    if kept["HOME"]?.hasPrefix("/") == false { kept["HOME"] = nil }
    if let list = kept["TERMINFO_DIRS"] {
      let places = list.split(separator: ":", omittingEmptySubsequences: false)
        .filter { $0.isEmpty || $0.hasPrefix("/") }
      kept["TERMINFO_DIRS"] = places.isEmpty ? nil : places.joined(separator: ":")
    }
    return kept
  }

  /// Runs a call of ncurses that reads the variables of this process, and restores them for the programs that borrow the
  /// terminal later.
  static func withAbsolute<Result>(_ call: () -> Result) -> Result {
    let all = Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        getenv(name).map { (name, String(cString: $0)) }
      })
    let kept = absolute(all)
    func set(_ values: [String: String]) {
      for name in all.keys where all[name] != kept[name] {
        if let value = values[name] { setenv(name, value, 1) } else { unsetenv(name) }
      }
    }
    set(kept)
    defer { set(all) }
    return call()
  }
}
