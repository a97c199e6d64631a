/// How the schema of a database stands to that of this program.
package enum SchemaState: Hashable, Sendable {
  /// There is nothing in it yet.
  case empty
  case current
  /// It lacks these steps.
  case behind([Migration])
  /// A later program has migrated it.
  case newer(version: Int, known: Int)

  package init(version: Int, isEmpty: Bool, of schema: Schema) {
    if isEmpty {
      self = .empty
    } else if version > schema.version {
      self = .newer(version: version, known: schema.version)
    } else if version == schema.version {
      self = .current
    } else {
      self = .behind(Array(schema.migrations.dropFirst(version)))
    }
  }

  /// Why the api cannot work on it, in one sentence; nil when it can.
  package var reason: String? {
    switch self {
    case .current: nil
    case .empty: "The database is empty; run trading-api migrate up."
    case .behind(let pending) where pending.count == 1:
      "1 migration is pending; run trading-api migrate up."
    case .behind(let pending):
      "\(pending.count) migrations are pending; run trading-api migrate up."
    case .newer(let version, let known):
      "The database has schema version \(version), and this program knows \(known) only."
    }
  }

  package var problem: DatabaseProblem? {
    guard let reason else { return nil }
    guard case .newer = self else { return DatabaseProblem(.failed, reason) }
    return DatabaseProblem(
      .unfit, reason,
      hint: "run the version of trading-api that migrated it, or restore a backup made before that")
  }
}
