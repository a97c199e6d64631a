import Logging

/// One line of the log, as a value.
package struct LogLine: Sendable {
  package var time: String
  package var level: Logger.Level
  package var environment: String
  package var service: String
  package var message: String
  package var metadata: [String: String]

  package init(
    time: String, level: Logger.Level, environment: String, service: String, message: String,
    metadata: [String: String] = [:]
  ) {
    self.time = time
    self.level = level
    self.environment = environment
    self.service = service
    self.message = message
    self.metadata = metadata
  }

  /// For people: `12:00:00Z INFO dev/api message key=value`.
  package var text: String {
    let level = "\(level)".uppercased()
    let details = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    return oneLine("\(time) \(level) \(environment)/\(service) \(message)\(details)")
  }

  /// For programs: one JSON object, the fixed keys first, then the details under `metadata`.
  package var json: String {
    let fixed = [
      ("time", time), ("level", "\(level)"), ("environment", environment), ("service", service),
      ("message", message),
    ]
    var members = fixed.map { "\(quoted($0)):\(quoted($1))" }
    if !metadata.isEmpty {
      let details = metadata.sorted { $0.key < $1.key }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"metadata\":{\(details.joined(separator: ","))}")
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// A line stays one line, and what a client sends can neither forge a second one nor steer a terminal.
  private func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value)
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
