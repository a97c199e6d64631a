import Engine

/// How often an engine is asked, and how long one waits for it to come back.
package struct EnginePace: Hashable, Sendable {
  /// Between two signs of life.
  package var heartbeat: Duration
  /// Before events are asked for again; doubled each time, up to the longest.
  package var pause: Duration = .seconds(1)
  package var pauseMax: Duration = .seconds(15)
  /// Looks at containers come no faster than this for long.
  package var refreshPeriod: Duration = .milliseconds(50)

  package init(heartbeat: Duration) { self.heartbeat = heartbeat }

  /// As the way there allows: a light call costs a remote engine a connection.
  package init(for endpoint: Endpoint) {
    self.init(heartbeat: endpoint.isLocal ? .seconds(15) : .seconds(60))
  }
}
