/// Everything that `GET /metrics` tells, as a value.
package struct MetricsReport: Sendable {
  package var role: Role
  package var environment: String
  package var version: String
  package var counts: Metrics.Counts
  package var isReady: Bool
  /// Nil before the first quotes, and where the role makes them itself.
  package var quotesAge: Duration?
  package var desk: DeskCounts?
  package var process: ProcessFacts

  package init(
    role: Role, environment: String, version: String, counts: Metrics.Counts, isReady: Bool,
    quotesAge: Duration? = nil, desk: DeskCounts? = nil, process: ProcessFacts
  ) {
    self.role = role
    self.environment = environment
    self.version = version
    self.counts = counts
    self.isReady = isReady
    self.quotesAge = quotesAge
    self.desk = desk
    self.process = process
  }

  package var text: String {
    var text = MetricsText()
    writeRequests(to: &text)
    writeState(to: &text)
    if let desk { Self.write(desk, to: &text) }
    writeProcess(to: &text)
    return text.text
  }

  private func writeRequests(to text: inout MetricsText) {
    let role = role.rawValue
    text.family("trading_http_requests_total", .counter, "Answers given.")
    let requests = counts.requests.sorted {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }
    for (labels, count) in requests {
      text.sample(
        "trading_http_requests_total", Double(count),
        [
          "role": role, "method": labels.method, "route": labels.route,
          "status": "\(labels.status)",
        ])
    }
    let duration = "trading_http_request_duration_seconds"
    text.family(duration, .histogram, "From a request's head to its answer being ready.")
    for (route, histogram) in counts.durations.sorted(by: { $0.key < $1.key }) {
      text.histogram(duration, role: role, route: route, histogram)
    }
    text.counter("trading_rate_limited_total", "Requests above a limit.", counts.rateLimited)
    text.counter("trading_unauthorized_total", "Requests without a valid key.", counts.unauthorized)
    text.counter(
      "trading_connections_refused_total", "Connections above api.max_connections.",
      counts.connectionsRefused)
  }

  private func writeState(to text: inout MetricsText) {
    text.gauge("trading_ready", "Whether the role can do its work.", isReady ? 1 : 0)
    if let quotesAge {
      text.gauge(
        "trading_quotes_age_seconds", "How old the last quotes are.",
        Double(quotesAge.milliseconds) / 1_000)
    }
    text.family("trading_build_info", .gauge, "What runs here; always 1.")
    text.sample(
      "trading_build_info", 1,
      ["version": version, "environment": environment, "role": role.rawValue])
  }

  private static func write(_ desk: DeskCounts, to text: inout MetricsText) {
    text.family("trading_orders_total", .counter, "What became of orders.")
    for (status, count) in [
      ("accepted", desk.accepted), ("filled", desk.filled), ("cancelled", desk.cancelled),
      ("rejected", desk.rejected),
    ] {
      text.sample("trading_orders_total", Double(count), ["status": status])
    }
    text.gauge("trading_orders_open", "Orders that are open now.", Double(desk.open))
    text.gauge("trading_halted", "Whether trading is halted.", desk.isHalted ? 1 : 0)
    text.gauge(
      "trading_database_bytes", "The size of the database.", desk.databaseBytes.map(Double.init))
    text.gauge(
      "trading_database_wal_bytes", "The size of its write-ahead log.",
      desk.walBytes.map(Double.init))
  }

  private func writeProcess(to text: inout MetricsText) {
    text.gauge(
      "process_resident_memory_bytes", "Resident memory.", process.residentBytes.map(Double.init))
    text.gauge(
      "process_start_time_seconds", "When the process started, since 1970.", process.startSeconds)
    text.gauge(
      "process_open_fds", "Open file descriptors.", process.openDescriptors.map(Double.init))
  }
}

extension MetricsText {
  fileprivate mutating func counter(_ name: String, _ help: String, _ value: Int) {
    family(name, .counter, help)
    sample(name, Double(value))
  }

  /// A gauge of one sample; nothing at all when there is no value.
  fileprivate mutating func gauge(_ name: String, _ help: String, _ value: Double?) {
    guard let value else { return }
    family(name, .gauge, help)
    sample(name, value)
  }
}
