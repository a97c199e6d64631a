/// What is logged and how it is written.
package struct LogSettings: Hashable, Sendable {
  package enum Level: String, CaseIterable, Sendable { case trace, debug, info, warning, error }
  package enum Format: String, CaseIterable, Sendable { case text, json }

  package var level: Level
  package var format: Format

  package init(level: Level, format: Format) {
    self.level = level
    self.format = format
  }
}
