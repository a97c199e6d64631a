extension Environment {
  /// Finds a setting by its key; null when the environment has none.
  package func setting(_ key: SettingKey) -> Setting? {
    var low = 0
    var high = settings.count
    while low < high {
      let middle = (low + high) / 2
      if settings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < settings.count && settings[low].key == key ? settings[low] : nil
  }
}
