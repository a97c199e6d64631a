/// One entry of `volumes:` of a service, whichever way it is written.
struct ComposeMount {
  /// The path inside the container.
  var target: String
  /// What is mounted there, such as `data` or `./config (read-only)`.
  var source: String

  init?(_ node: YAMLNode) {
    if let text = ComposeValue.text(of: node) {
      self.init(short: text)
    } else {
      guard let target = node["target"]?.text else { return nil }
      let source = node["source"]?.text
      let type = node["type"]?.text ?? "volume"
      let isReadOnly = node["read_only"]?.text == "true"
      let nameless = type == "volume" ? "(anonymous)" : "(\(type))"
      self.init(
        target: target, source: source ?? nameless, options: isReadOnly ? ["ro"] : [])
    }
  }

  /// `[SOURCE:]TARGET[:OPTIONS]`; a colon inside `${V:-d}` separates nothing.
  private init(short text: String) {
    let parts = text.splitOutsideBrackets(by: ":")
    switch parts.count {
    case 1: self.init(target: parts[0], source: "(anonymous)", options: [])
    case 2: self.init(target: parts[1], source: parts[0], options: [])
    default:
      self.init(
        target: parts[1], source: parts[0], options: parts[2].splitOutsideBrackets(by: ","))
    }
  }

  private init(target: String, source: String, options: [String]) {
    self.target = target
    self.source = source + (options.contains("ro") ? " (read-only)" : "")
  }
}
