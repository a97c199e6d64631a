import FoundationEssentials
import Glibc
import Logging

/// Writes each event as one line, to standard output where the container engine collects it.
struct LineLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  let format: LogSettings.Format
  let environment: String
  let service: String
  let control: LogControl
  let write: @Sendable (String) -> Void
  /// Set by who wants a level of its own; else the configured one counts, also after a reload.
  private var ownLevel: Logger.Level?

  init(
    _ format: LogSettings.Format, environment: String, service: String, control: LogControl,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.format = format
    self.environment = environment
    self.service = service
    self.control = control
    self.write = write
  }

  var logLevel: Logger.Level {
    get { ownLevel ?? control.level }
    set { ownLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let (message, metadata) = control.masked(
      event.message.description, details.mapValues(\.description))
    let line = LogLine(
      time: Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      level: event.level, environment: environment, service: service,
      message: message, metadata: metadata)
    write((format == .json ? line.json : line.text) + "\n")
  }
}

extension Logger {
  /// The logger of one role of the service. `write` takes whole lines, one call each, so that lines of
  /// several threads do not mix.
  package init(
    _ configuration: ServiceConfiguration, role: Role, control: LogControl? = nil,
    write: @escaping @Sendable (String) -> Void = writeToStandardOutput
  ) {
    let control = control ?? LogControl(configuration.logging.level)
    self.init(label: "trading-api") { _ in
      LineLogHandler(
        configuration.logging.format, environment: configuration.environment,
        service: role.rawValue, control: control, write: write)
    }
  }
}

@Sendable package func writeToStandardOutput(_ line: String) {
  var line = line
  line.withUTF8 { bytes in
    // Nothing can be done about a log that nobody takes.
    _ = Glibc.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
  }
}
