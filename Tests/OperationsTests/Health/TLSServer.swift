import Glibc
import Testing

@testable import Operations

/// `openssl s_server` with a certificate of its own, on an ephemeral port of 127.0.0.1.
final class TLSServer: Sendable {
  let port: Int
  private let process: Int32

  /// The certificate is left in the checkout as `ca.pem`.
  convenience init(
    in checkout: Checkout, names: String = "IP:127.0.0.1", days: Int = 1, options: String = ""
  ) throws {
    try self.init(
      in: checkout,
      preparing: """
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem \
          -out request.pem -subj /CN=localhost >/dev/null &&
        echo 'subjectAltName=\(names)' > extensions &&
        openssl x509 -req -in request.pem -signkey key.pem -days \(days) -extfile extensions \
          -out ca.pem
        """, certificate: "ca.pem", key: "key.pem", options: options)
  }

  /// With files of the checkout.
  init(
    in checkout: Checkout, preparing script: String = "true", certificate: String, key: String,
    options: String = ""
  ) throws {
    let script = """
      cd '\(checkout.root)' && exec 2>/dev/null </dev/null &&
      \(script) && echo $$ &&
      exec openssl s_server -accept 127.0.0.1:0 -www -cert \(certificate) -key \(key) \
        \(options)
      """
    let output = try #require(popen(script, "re"))
    process = try #require(Int32(Self.line(output)))
    var line = ""
    repeat { line = try Self.line(output) } while !line.hasPrefix("ACCEPT")
    port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
  }

  // It has inherited the blocked signals of a thread of Dispatch's.
  deinit { kill(process, SIGKILL) }

  var url: String { "https://127.0.0.1:\(port)/" }

  private static func line(_ file: UnsafeMutablePointer<FILE>) throws -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    let start = fgets(&buffer, 256, file)
    try #require(start != nil, "openssl ended")
    return String(decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init), as: UTF8.self)
  }
}
