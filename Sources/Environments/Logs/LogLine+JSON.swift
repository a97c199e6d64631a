extension LogLine {
  /// The line as one JSON object, without a newline. A flood of them is printed, so they are written by hand.
  package func json(environment: String) -> String {
    var text = #"{"schema_version":1,"time":"\#(time.text)","environment":"#
    text += environment.quotedAsJSON + #","service":"# + service.quotedAsJSON
    text += #","replica":\#(replica),"stream":"\#(stream.name)""#
    if let level { text += #","level":"\#(level.name)""# }
    return text + #","text":"# + self.text.quotedAsJSON + "}"
  }
}
