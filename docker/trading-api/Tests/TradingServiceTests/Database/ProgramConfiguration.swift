import Foundation

extension TemporaryFolder {
  /// Writes a configuration for the program and returns its path; `database` is members of that
  /// section. Each process needs its own: the port of its metrics is in it.
  func writeConfiguration(
    file: String = "config.json", name: String = "dev", tier: String = "development",
    ports: (api: Int, quotes: Int) = (1, 1),
    database: String = "\"synchronous\": \"full\""
  ) throws -> String {
    try write(
      """
      {"schema_version": 1, "environment": {"name": "\(name)", "tier": "\(tier)"},
       "endpoints": {"public": "http://127.0.0.1:\(ports.api)",
         "quotes": "http://127.0.0.1:\(ports.quotes)"},
       "api": {"bind": "127.0.0.1:\(ports.api)"},
       "quotes": {"bind": "127.0.0.1:\(ports.quotes)", "interval": 500, "symbols": ["AAPL"],
         "max_age": 60000},
       "database": {"path": "\(path)/data/trading.db", \(database),
         "backups": {"directory": "\(path)/backups", "keep": 2}},
       "metrics": {"bind": "127.0.0.1:\(try freePort())"},
       "logging": {"level": "info", "format": "json"}}
      """, to: file)
    return "\(path)/\(file)"
  }
}

/// A port that nobody listens on now.
func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
  }
  guard isBound else { throw SampleError() }
  return Int(UInt16(bigEndian: address.sin_port))
}
