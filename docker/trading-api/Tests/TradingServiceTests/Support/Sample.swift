import TradingService

/// A configuration as `triptych render` writes it, in the keys that matter to most tests.
enum Sample {
  static let logging = "\"logging\": {\"level\": \"debug\", \"format\": \"text\"}"

  static let document = """
    {"schema_version": 1, "environment": {"name": "dev", "tier": "development"},
     "endpoints": {"public": "http://127.0.0.1:18080", "quotes": "http://quotes:8081"},
     "api": {"bind": "0.0.0.0:8080"},
     "quotes": {"bind": "0.0.0.0:8081", "interval": 2000, "symbols": ["AAPL", "MSFT"],
       "max_age": 10000},
     \(logging)}
    """

  static let key = "a-key-of-the-tests-0123456789abcdef"
  static let otherKey = "another-key-of-tests-0123456789abcdef"

  static let keys = APIKeys.read("# two clients\n\(key)\n\n\(otherKey)\n", file: "keys").keys

  static let authentication = AuthenticationSettings(
    header: "X-API-Key", keys: "/run/secrets/api_keys")

  static func problems(_ text: String) -> String {
    ServiceConfiguration.read(Array(text.utf8)).problems
      .map { $0.lines(file: "c.json") }.joined(separator: "\n")
  }

  static func configuration(
    _ change: (inout ServiceConfiguration) -> Void = { _ in }
  ) throws -> ServiceConfiguration {
    guard var configuration = ServiceConfiguration.read(Array(document.utf8)).configuration else {
      throw SampleError()
    }
    change(&configuration)
    return configuration
  }
}

struct SampleError: Error {}
