/// Whether trading is halted, as the api answers it.
package struct KillSwitch: Codable, Hashable, Sendable {
  package static let reasonLengthMax = 200

  package var halted: Bool
  /// Why it was last turned.
  package var reason: String?
  /// When it was last turned; nil when never.
  package var since: String?

  package init(halted: Bool = false, reason: String? = nil, since: String? = nil) {
    self.halted = halted
    self.reason = reason
    self.since = since
  }

  /// Reads a body. Throws a refusal that names everything that is wrong with it.
  package static func read(_ body: [UInt8]) throws(Refusal) -> KillSwitch {
    var fields = try FieldReader(body, of: "the kill switch")
    let halted = fields.bool("halted")
    let expected = "a text of at most \(reasonLengthMax) characters"
    // Halting without saying why leaves the next operator puzzled.
    let reason =
      halted == true
      ? fields.text("reason", expected) : fields.optionalText("reason", expected)
    let isRight = reason.map { (1...reasonLengthMax).contains($0.unicodeScalars.count) } ?? true
    fields.expect("reason", isRight ? true : nil, expected)
    try fields.close()
    return KillSwitch(halted: halted ?? false, reason: reason)
  }
}
