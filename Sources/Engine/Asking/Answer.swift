import Environments

/// What an engine answered.
struct Answer: Hashable, Sendable {
  /// More than any list of containers takes.
  static let bytesMax = 16 << 20

  var status: Int
  var body: [UInt8]

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Reads its JSON as what `read` makes of it.
  ///
  /// - Throws: what the engine says instead, when it is none of that shape.
  func read<Value>(
    from endpoint: Endpoint, _ read: (JSONValue) throws(JSONMismatch) -> Value
  ) throws(Interruption) -> Value {
    guard isSuccess else { throw .engine(fault(endpoint)) }
    guard let json = JSONValue(json: body), let value = try? read(json) else {
      throw .engine(.noEngine(at: endpoint, "its answer is not the JSON that was asked for"))
    }
    return value
  }

  /// What an answer that is no success says about the engine.
  func fault(_ endpoint: Endpoint) -> EngineUnavailable {
    if status == 403 { return .refused(by: endpoint) }
    guard let message else { return .noEngine(at: endpoint, "it answers HTTP \(status)") }
    if message.lowercased().contains("authorization denied by plugin") {
      return .refused(by: endpoint)
    }
    return EngineUnavailable(.unreachable(message.onOneLine()))
  }

  /// The engine's own words.
  var message: String? { JSONValue(json: body)?["message"]?.string }
}
