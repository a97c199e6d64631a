import Environments
import FoundationEssentials

/// What an engine answered.
struct Answer: Hashable, Sendable {
  /// More than any list of containers takes.
  static let bytesMax = 16 << 20

  var status: Int
  var body: [UInt8]

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Reads its JSON.
  ///
  /// - Throws: what the engine says instead, when it is none of that shape.
  func read<Value: Decodable>(_ type: Value.Type, from endpoint: Endpoint) throws(Interruption)
    -> Value
  {
    guard isSuccess else { throw .engine(fault(endpoint)) }
    do { return try JSONDecoder().decode(type, from: Data(body)) } catch {
      throw .engine(.noEngine(at: endpoint, "its answer is not the JSON that was asked for"))
    }
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
  var message: String? {
    struct Message: Decodable { var message: String }
    return try? JSONDecoder().decode(Message.self, from: Data(body)).message
  }
}
