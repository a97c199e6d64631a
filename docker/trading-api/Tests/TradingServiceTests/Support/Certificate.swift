import Foundation

/// A certificate for 127.0.0.1 and its key, made for one test by openssl.
struct Certificate {
  let folder: URL

  var certificate: String { folder.appending(path: "cert.pem").path }
  var key: String { folder.appending(path: "key.pem").path }

  /// Valid until `days` from now; with a negative number, it has expired.
  init(days: Int = 2, name: String = "test") throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/openssl")
    openssl.currentDirectoryURL = folder
    openssl.standardError = FileHandle.nullDevice
    openssl.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=\(name)", "-addext",
      "subjectAltName=IP:127.0.0.1", "-days", "\(days)",
    ]
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw SampleError() }
  }

  var settings: (certificate: String, key: String) { (certificate, key) }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
