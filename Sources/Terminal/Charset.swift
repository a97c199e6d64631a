/// Which characters a terminal can be sent.
package enum Charset: Hashable, Sendable {
  case unicode, ascii

  /// As setlocale(3) chooses: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty. With
  /// none, as in containers and over many ssh connections, the terminal is taken for one of UTF-8.
  package init(environment: [String: String]) {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let name = names.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else {
      self = .unicode
      return
    }
    let lower = name.lowercased()
    self = lower.contains("utf-8") || lower.contains("utf8") ? .unicode : .ascii
  }
}
