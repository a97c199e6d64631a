extension Environment {
  /// Finds a setting by its key; `nil` when the environment has none.
  package func setting(_ key: SettingKey) -> Setting? {
    let position = position(of: key)
    return position < settings.count && settings[position].key == key ? settings[position] : nil
  }

  /// Where the first setting stands whose key is not lower; their count where there is none.
  func position(of key: SettingKey) -> Int {
    var low = 0
    var high = settings.count
    while low < high {
      let middle = (low + high) / 2
      if settings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
