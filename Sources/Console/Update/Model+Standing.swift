import Environments

extension Model {
  /// What the selected row shows, in a way that outlives a reload.
  enum StandingKey: Hashable {
    case setting(SettingKey)
    case service(String)
    case check(environment: String, check: String)
  }

  var standingKey: StandingKey? {
    switch selection {
    case .difference(let row): .setting(matrix.rows[row].key)
    case .summary(let row): .setting(catalog.summary[row].key)
    case .service(let row): .service(catalog.services[row].name)
    case .check(let environment, let result):
      checkResult(environment, result).map {
        .check(environment: environments[environment].name, check: $0.check.name)
      }
    default: nil
    }
  }

  /// Puts the cursor on the row that shows the same as before; leaves it when that row is gone.
  mutating func stand(on key: StandingKey) {
    let row = items.firstIndex { item in
      switch (item, key) {
      case (.difference(let row), .setting(let key)): matrix.rows[row].key == key
      case (.summary(let row), .setting(let key)): catalog.summary[row].key == key
      case (.service(let row), .service(let name)): catalog.services[row].name == name
      case (.check(let index, let result), .check(let environment, let check)):
        environments[index].name == environment
          && checkResult(index, result)?.check.name == check
      default: false
      }
    }
    if let row { cursors[place, default: Cursor()].row = row }
  }
}
