extension DoctorFinding {
  /// What the console needs of a terminal, judged from the caller's variables.
  ///
  /// - Parameters:
  ///   - isDescribed: whether the system has an entry for a `TERM` in its terminfo.
  ///   - isUnicode: whether the locale is one of UTF-8.
  package static func terminal(
    variables: [String: String], isTerminal: Bool, isUnicode: Bool,
    isDescribed: (String) -> Bool
  ) -> [DoctorFinding] {
    [
      term(variables["TERM"] ?? "", isTerminal, isDescribed, variables["NO_COLOR"] ?? ""),
      isUnicode
        ? DoctorFinding(.characters, .ok, "UTF-8")
        : DoctorFinding(
          .characters, .warn, "the locale is not UTF-8: frames are drawn in ASCII",
          fix: "LANG=C.UTF-8 triptych, and a terminal that shows UTF-8"),
    ]
  }

  private static func term(
    _ term: String, _ isTerminal: Bool, _ isDescribed: (String) -> Bool, _ noColor: String
  ) -> DoctorFinding {
    if term.isEmpty || term == "dumb" {
      return DoctorFinding(
        .terminal, .warn,
        "TERM is \(term.isEmpty ? "not set" : "dumb"): the overview is printed once, as text",
        fix: "run it in a terminal; TERM=xterm-256color where the terminal has no name of its own")
    }
    guard isDescribed(term) else {
      return DoctorFinding(
        .terminal, .fail, "the system has no description of the terminal \(term.spelledOut)",
        fix: "sudo apt-get install ncurses-term, or TERM=xterm-256color")
    }
    let colours = noColor.isEmpty ? "" : ", without colours because of NO_COLOR"
    let place = isTerminal ? "" : "; the output is not a terminal now"
    return DoctorFinding(.terminal, .ok, "\(term.spelledOut)\(colours)\(place)")
  }
}
