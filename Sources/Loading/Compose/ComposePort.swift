/// One entry of `ports:`, whichever way it is written.
struct ComposePort {
  /// The container's side, such as `8080/tcp`.
  var key: String
  /// The host's side, such as `127.0.0.1:18080`; `random` when the engine chooses.
  var published: String

  init?(_ node: YAMLNode) {
    if let text = ComposeValue.text(of: node) {
      self.init(short: text)
    } else {
      guard let target = node["target"]?.text else { return nil }
      let networkProtocol = node["protocol"]?.text ?? "tcp"
      let address = node["host_ip"]?.text ?? ""
      let port = node["published"]?.text ?? ""
      let mode = node["mode"]?.text ?? "ingress"
      self.init(
        target: target, networkProtocol: networkProtocol, address: address, port: port, mode: mode)
    }
  }

  /// `[[ADDRESS:]PORT:]TARGET[/PROTOCOL]`; a colon inside `${V:-d}` or `[::1]` separates nothing.
  private init(short text: String) {
    var parts = text.splitOutsideBrackets(by: ":")
    let last = parts.removeLast()
    let sides = last.splitOutsideBrackets(by: "/")
    let port = parts.popLast() ?? ""
    self.init(
      target: sides[0], networkProtocol: sides.count > 1 ? sides[1] : "tcp",
      address: parts.joined(separator: ":"), port: port, mode: "ingress")
  }

  private init(
    target: String, networkProtocol: String, address: String, port: String, mode: String
  ) {
    key = "\(target)/\(networkProtocol)"
    let place = port.isEmpty ? "random" : port
    published =
      (address.isEmpty ? place : "\(address):\(place)") + (mode == "ingress" ? "" : " (\(mode))")
  }
}

extension String {
  /// Splits at a separator that stands neither in braces nor in brackets. Never empty.
  func splitOutsideBrackets(by separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    for character in self {
      if character == "{" || character == "[" { depth += 1 }
      if character == "}" || character == "]" { depth -= 1 }
      if character == separator, depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
