import Environments

/// One HTTP request. It follows no redirect and uses no proxy.
struct HTTPRequest: Sendable {
  /// A header whose value nobody sees.
  struct SecretHeader: Sendable {
    let name: String
    let value: Secret
  }

  var url: String
  var method = "GET"
  /// Each `Name: value`, without line ends.
  var headers: [String] = []
  var secretHeader: SecretHeader?
  var body: [UInt8]?
  /// The newest TLS that is offered; `nil` for the library's own choice.
  var tlsMax: TLSVersion?
  /// The absolute path of the only authorities that are trusted; `nil` trusts the system's.
  var ca: String?

  init(url: String) { self.url = url }
}
