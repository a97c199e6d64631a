/// What this service obeys of its configuration. docs/configuration.md of the project lists the keys.
package struct ServiceConfiguration: Sendable {
  package enum Tier: String, CaseIterable, Sendable { case development, staging, production }

  package struct Debug: Sendable {
    package var enabled: Bool
    package var verboseErrors: Bool
  }

  package struct API: Sendable {
    package var bind: Address
    package var cors: CORSPolicy
    /// Nil when requests are not limited.
    package var rateLimit: RateLimit?
    /// Nil when anybody may call.
    package var authentication: AuthenticationSettings?
    /// Nil when the api speaks plain HTTP.
    package var tls: TLSSettings?
    package var maxRequestBodyBytes: Int
    package var connectionsMax: Int
    /// From the first byte of a request to the last of its answer.
    package var requestTimeout: Duration
    package var idleTimeout: Duration
    package var shutdownTimeout: Duration
  }

  package struct Quotes: Sendable {
    package var bind: Address
    package var interval: Duration
    package var symbols: [String]
    package var maxAge: Duration
  }

  package var environment: String
  package var tier: Tier
  package var debug: Debug
  /// Where clients reach the api; without a slash at its end.
  package var publicURL: String
  /// Where the api asks for quotes.
  package var quotesEndpoint: Address
  package var api: API
  package var quotes: Quotes
  package var trading: TradingSettings
  package var database: DatabaseSettings
  /// Where `GET /metrics` is answered.
  package var metrics: Address
  package var logging: LogSettings
  /// The whole document as it took effect, defaults included. It holds no secrets: their values never
  /// enter the configuration.
  package var effective: JSONValue
}
