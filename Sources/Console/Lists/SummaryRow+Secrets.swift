import Environments

extension SummaryRow {
  /// How many secrets each environment declares, and what is wrong with them; `nil` where none declares any. Opening
  /// it explains the first one.
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
