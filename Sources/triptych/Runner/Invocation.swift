import Environments

/// The command line of this program for the text of the lock: without paths, and without values that may be
/// secrets.
enum Invocation {
  static var text: String { text(of: Array(CommandLine.arguments.dropFirst())) }

  static func text(of words: [String]) -> String {
    var shown = ["triptych"]
    var isValue = false
    for word in words {
      if isValue {
        shown.append(masked(word))
      } else if word.hasPrefix("--set=") {
        shown.append("--set=" + masked(String(word.dropFirst(6))))
      } else {
        shown.append(word)
      }
      isValue = word == "--set"
    }
    return shown.joined(separator: " ")
  }

  private static func masked(_ setting: String) -> String {
    setting.split(separator: "=", maxSplits: 1).first.map { "\($0)=\(Secret.mask)" } ?? Secret.mask
  }
}
