import Environments

extension Model {
  /// Opens a view on top of the trail; a view that is already on it is gone back to.
  mutating func go(to place: Place) {
    if let position = trail.firstIndex(of: place) {
      trail.removeSubrange((position + 1)...)
    } else {
      trail.append(place)
    }
    relist()
  }

  mutating func tour(by step: Int) {
    let count = Place.tour.count
    let position = trail.last(where: Place.tour.contains).flatMap(Place.tour.firstIndex) ?? 0
    let next = Place.tour[((position + step) % count + count) % count]
    trail = next == .overview ? [.overview] : [.overview, next]
    relist()
  }

  /// One step: first what narrows the view, then the view itself, then the focus.
  mutating func back() {
    if planning != nil {
      dropPlan()
    } else if widen() {
      return
    } else if trail.count > 1 {
      trail.removeLast()
      relist()
    } else if focus != .all {
      focusAll()
    }
  }

  mutating func toggleAllRows() {
    rearrange {
      $0.showsAllRows = !$0.listsAllRows
      $0.showsAllOfService = false
    }
  }

  mutating func open() -> [Effect] {
    switch selection {
    case .service(let row):
      filters[.differences] = "services.\(catalog.services[row].name)."
      showsAllOfService = true
      go(to: .differences)
    case .problemCount: go(to: .problems)
    case .summary(let row):
      let key = catalog.summary[row].key
      // A declared secret that no Compose file uses is in no layer.
      go(to: matrix.position(of: key) == nil ? .problems : .explanation(key))
    case .difference(let row): go(to: .explanation(matrix.rows[row].key))
    case .group: fold()
    case .check(let environment, let result):
      guard let result = checkResult(environment, result) else { return [] }
      go(to: .check(environment: environments[environment].name, check: result.check.name))
    default: return edit()
    }
    return []
  }

  func edit() -> [Effect] {
    guard let location = editLocation else { return [] }
    return [.openEditor(file: location.file, line: location.line, column: location.column)]
  }

  /// The place in a file that the selected row speaks of, in the first focused environment that has one.
  var editLocation: Location? {
    if case .check(let environment, let check) = place {
      return declaredCheck(environment, check)?.location
    }
    return switch selection {
    case .service(let row): focused.lazy.compactMap { location(ofService: row, in: $0) }.first
    case .summary(let row): location(of: catalog.summary[row].key)
    case .difference(let row): location(of: matrix.rows[row].key)
    case .layerValue(let environment, let layerValue):
      self.layerValue(environment, layerValue)?.origin.location
    case .variable(let environment, let layerValue, let variable):
      self.layerValue(environment, layerValue)?.variables[variable].location
    case .check(let environment, let result): checkResult(environment, result)?.check.location
    case .problem(let index): configuration.problems[index].location
    default: nil
    }
  }

  /// A layer of the explained setting.
  func layerValue(_ environment: Int, _ layerValue: Int) -> Setting.LayerValue? {
    guard case .explanation(let key) = place else { return nil }
    return environments[environment].setting(key)?.layerValues[layerValue]
  }

  func checkResult(_ environment: Int, _ result: Int) -> CheckResult? {
    let results = health[environments[environment].name]?.report?.results ?? []
    return results.indices.contains(result) ? results[result] : nil
  }

  private func location(ofService row: Int, in environment: Int) -> Location? {
    catalog.services[row].services[environment]?.location
  }

  private func location(of key: SettingKey) -> Location? {
    focused.lazy.compactMap { environments[$0].setting(key)?.location }.first
  }
}
