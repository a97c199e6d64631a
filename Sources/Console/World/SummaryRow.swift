import Canvas
import Environments

/// One line of the overview's settings: a short label and the value in each environment.
struct SummaryRow: Hashable, Sendable {
  struct Cell: Hashable, Sendable {
    var text: String
    var isDifferent: Bool
    /// What tells as much in less room, from the longest to the shortest.
    var shortTexts: [String] = []

    /// The longest text that fits, or else the shortest.
    func text(columns: Int) -> String {
      let all = [text] + shortTexts
      return all.first { SafeText.width(of: $0) <= columns } ?? all[all.count - 1]
    }
  }

  var label: String
  var key: SettingKey
  /// `nil` where the environment does not have it.
  var cells: [Cell?]

  /// The width beyond which a label is cut, so that values keep their room.
  static let labelWidthMax = 18

  /// The settings on the first screen, with their labels.
  private static let chosen: [(label: String, key: SettingKey)] = [
    ("log level", SettingKey(.settings, "logging.level")),
    ("log format", SettingKey(.settings, "logging.format")),
    ("debug", SettingKey(.settings, "debug.enabled")),
    ("auth", SettingKey(.settings, "api.auth.mode")),
    ("TLS", SettingKey(.settings, "api.tls.enabled")),
    ("CORS", SettingKey(.settings, "api.cors.allowed_origins")),
    ("rate limit", SettingKey(.settings, "api.rate_limit.enabled")),
    ("trading", SettingKey(.settings, "trading.mode")),
    ("kill switch", SettingKey(.settings, "trading.kill_switch")),
    ("db sync", SettingKey(.settings, "database.synchronous")),
    ("db journal", SettingKey(.settings, "database.journal_mode")),
    ("migrations", SettingKey(.settings, "database.migrations.strategy")),
    ("API port", SettingKey(.env, "API_PORT")),
    ("version", SettingKey(.env, "TRADING_API_VERSION")),
  ]

  /// The number of chosen settings that make a repository one of ours. With fewer, the overview compares what the
  /// repository's own stack has.
  private static let countMin = 5

  static func rows(
    of matrix: Matrix, services: [ServiceRow], columns: [Int?], marks: [[CellMark]]
  ) -> [SummaryRow] {
    let positions = chosen.map { matrix.position(of: $0.key) }
    let rows = zip(chosen, positions).compactMap { choice, position in
      position.map { row(choice.label, matrix.rows[$0], columns, marks[$0]) }
    }
    guard rows.count < countMin else { return rows }
    let own = StackRows(matrix, services, columns, marks).rows
    return rows.filter { $0.key.source == .settings } + own
  }

  /// The services with an image that was chosen on this checkout only; `nil` when there are none.
  static func localImages(of environments: [Environment]) -> SummaryRow? {
    let services = environments.map(\.servicesWithLocalImage)
    guard let first = services.joined().first else { return nil }
    return SummaryRow(
      label: "local images", key: SettingKey(.compose, "services.\(first).image"),
      cells: services.map { names in
        names.isEmpty
          ? nil : Cell(text: names.joined(separator: ", "), isDifferent: false)
      })
  }

  static func row(
    _ label: String, _ row: Matrix.Row, _ columns: [Int?], _ marks: [CellMark]
  ) -> SummaryRow {
    let cells = columns.map { column in
      column.flatMap { column in
        row.cells[column].map { cell in
          Cell(text: cell.value.short, isDifferent: row.isOpen && marks[column] == .different)
        }
      }
    }
    return SummaryRow(label: label, key: row.key, cells: cells)
  }
}

extension SummaryRow {
  /// The number of secrets that each environment declares, and their problems; `nil` when no environment declares
  /// any. Opening the row explains the first secret.
  static func secrets(of environments: [Environment]) -> SummaryRow? {
    guard let first = environments.lazy.flatMap(\.declaredSecrets).first else { return nil }
    return SummaryRow(
      label: "secrets", key: SettingKey(.secrets, first.name),
      cells: environments.map { environment in
        environment.declaredSecrets.isEmpty
          ? nil : Cell(text: environment.secretWords, isDifferent: false)
      })
  }
}

extension Environment {
  /// Such as `4 ok`, `4, 1 expired`, `4, 1 due in 6 d`, `4, 2 not made yet`; the worst alone.
  fileprivate var secretWords: String {
    let count = declaredSecrets.count
    guard let folder = secretFolder else { return "\(count)" }
    let files = declaredSecrets.map { folder.files[$0.name] ?? .missing }
    let ends = files.compactMap(\.endsAt).map { $0 - folder.observedAt }.sorted()
    let dueSeconds = 30 * CivilTime.secondsOfDay
    let words = [
      (files.count(where: \.isUnreadable), "unreadable"),
      (ends.count { $0 <= 0 }, "expired"),
      (files.count { $0 == .missing }, "not made yet"),
      (
        ends.count { (1..<dueSeconds).contains($0) },
        "due in " + Span.roughly(seconds: ends.first ?? 0)
      ),
    ].first { $0.0 > 0 }
    return words.map { "\(count), \($0.0) \($0.1)" } ?? "\(count) ok"
  }
}

extension SecretFolder.File {
  fileprivate var isUnreadable: Bool { if case .unreadable = self { true } else { false } }

  fileprivate var endsAt: Int? {
    if case .certificate(let state) = self { state.endsAt } else { nil }
  }
}

extension Value {
  /// The value in short words: `on`, `off`, `none`.
  var short: String {
    switch self {
    case .null: "none"
    case .bool(let bool): bool ? "on" : "off"
    case .list(let values): values.isEmpty ? "none" : values.map(\.text).joined(separator: ", ")
    default: text
    }
  }
}
