extension LogLine {
  /// The line as one JSON object, without a newline. A flood of them is printed, so they are written by hand.
  package func json(environment: String) -> String {
    var text = #"{"schema_version":1,"time":"\#(time.text)","environment":"#
    text += Self.quoted(environment) + #","service":"# + Self.quoted(service)
    text += #","replica":\#(replica),"stream":"\#(stream.name)""#
    if let level { text += #","level":"\#(level.name)""# }
    return text + #","text":"# + Self.quoted(self.text) + "}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
