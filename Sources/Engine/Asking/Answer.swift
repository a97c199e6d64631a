import Environments

/// A request target of the engine's API: a path with its query.
func target(_ path: String, _ query: [(name: String, value: String)] = []) -> String {
  guard !query.isEmpty else { return path }
  return path + "?" + query.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
}

/// The `filters` parameter of lists and events, such as `{"type":["container","image"]}`.
func filter(_ wanted: [String: [String]]) -> (name: String, value: String) {
  let values = wanted.mapValues { JSONValue.array($0.map(JSONValue.string)) }
  return ("filters", JSONValue.object(values).line)
}

/// Percent-encodes everything except unreserved characters (RFC 3986, 2.3), `:` and `/`. The last two have no special
/// meaning in a query or an image name.
func percentEncoded(_ text: String) -> String {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/".utf8)
  return text.utf8.reduce(into: "") { encoded, byte in
    if plain.contains(byte) {
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      encoded += "%" + Int(byte).digits(2, radix: 16)
    }
  }
}

/// An engine's response.
struct Answer: Hashable, Sendable {
  /// The limit of a body, larger than any list of containers.
  static let bytesMax = 16 << 20

  var status: Int
  var body: [UInt8]

  var isSuccess: Bool { (200..<300).contains(status) }

  /// Decodes the JSON body with `read`.
  ///
  /// - Throws: the engine's fault, when the response is not a success or its body has another form.
  func read<Value>(
    from endpoint: Endpoint, _ read: (JSONValue) throws(JSONMismatch) -> Value
  ) throws(Interruption) -> Value {
    guard isSuccess else { throw .engine(fault(endpoint)) }
    guard let json = JSONValue(json: body), let value = try? read(json) else {
      throw .engine(.noEngine(at: endpoint, "its answer is not the JSON that was asked for"))
    }
    return value
  }

  /// The state of the engine that an unsuccessful response implies.
  func fault(_ endpoint: Endpoint) -> EngineUnavailable {
    if status == 403 { return .refused(by: endpoint) }
    guard let message else { return .noEngine(at: endpoint, "it answers HTTP \(status)") }
    if message.lowercased().contains("authorization denied by plugin") {
      return .refused(by: endpoint)
    }
    return EngineUnavailable(.unreachable(message.onOneLine()))
  }

  /// The engine's error message.
  var message: String? { JSONValue(json: body)?["message"]?.string }
}

/// A version of the engine's API, such as `1.41`.
struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  var major: Int
  var minor: Int

  /// The version of Docker 20.10. Older engines lack some of the requests that triptych makes.
  static let oldest = APIVersion(major: 1, minor: 41)
  /// The version of Docker 28, the newest that was tested.
  static let newest = APIVersion(major: 1, minor: 51)

  var description: String { "\(major).\(minor)" }

  static func < (left: APIVersion, right: APIVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

extension APIVersion {
  /// `nil` for text that is not a version.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
    self.init(major: major, minor: minor)
  }
}
