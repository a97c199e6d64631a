import FoundationEssentials
import Glibc
import Logging

/// Writes each event as one line to standard output, where the container engine collects it.
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  let settings: LogSettings
  let environment: String
  let service: String

  init(_ settings: LogSettings, environment: String, service: String) {
    self.settings = settings
    self.environment = environment
    self.service = service
    self.logLevel = Logger.Level(rawValue: settings.level.rawValue) ?? .info
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let line = LogLine(
      time: Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      level: event.level, environment: environment, service: service,
      message: event.message.description, metadata: details.mapValues(\.description))
    write((settings.format == .json ? line.json : line.text) + "\n")
  }

  /// One call for the whole line, so that lines of several threads do not mix.
  private func write(_ line: String) {
    var line = line
    line.withUTF8 { bytes in
      // Nothing can be done about a log that nobody takes.
      _ = Glibc.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
    }
  }
}

extension Logger {
  /// The logger of one role of the service.
  package init(_ configuration: ServiceConfiguration, role: Role) {
    self.init(label: "trading-api") { _ in
      LineLogHandler(
        configuration.logging, environment: configuration.environment, service: role.rawValue)
    }
  }
}
