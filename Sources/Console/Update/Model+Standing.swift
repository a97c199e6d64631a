import Environments

extension Model {
  /// What the selected row shows, in a way that outlives a reload.
  enum StandingKey: Hashable {
    case setting(SettingKey)
    case service(String)
  }

  var standingKey: StandingKey? {
    switch selection {
    case .difference(let row): .setting(matrix.rows[row].key)
    case .summary(let row): .setting(catalog.summary[row].key)
    case .service(let row): .service(catalog.services[row].name)
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
      default: false
      }
    }
    if let row { cursors[place, default: Cursor()].row = row }
  }
}
