extension JSONValue {
  /// Why a service says no, where it says so in a problem document (RFC 9457): its own `reasons`, one sentence
  /// each, else the `detail`. `nil` for anything else.
  package var problemReason: String? {
    if case .array(let items)? = member(at: "reasons") {
      let reasons = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
      if !reasons.isEmpty { return reasons.joined(separator: " ") }
    }
    guard case .string(let detail)? = member(at: "detail"), !detail.isEmpty else { return nil }
    return detail
  }
}
