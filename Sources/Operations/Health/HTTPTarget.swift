import CLibcurl

/// Where an http or https URL leads.
struct HTTPTarget: Hashable, Sendable {
  var host: String
  var port: Int
  var isTLS: Bool

  var endpoint: String { Words.endpoint(host, port) }

  /// `nil` when the text is no such URL.
  init?(url: String) {
    var name = [CChar](repeating: 0, count: 256)
    var port: Int32 = 0
    var isTLS: Int32 = 0
    guard http_url_parts(url, &name, name.count, &port, &isTLS) == 0 else { return nil }
    let host = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    self.init(host: host, port: Int(port), isTLS: isTLS != 0)
  }

  init(host: String, port: Int, isTLS: Bool) {
    self.host = host
    self.port = port
    self.isTLS = isTLS
  }
}
