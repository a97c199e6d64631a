import Environments

/// What the overview compares in a repository without settings of its own: images, published ports, variables that differ,
/// limits. What differs stands first.
struct StackRows {
  private var kinds: [Kind: [SummaryRow]] = [:]
  private var same: [Kind: [SummaryRow]] = [:]
  private let services: [ExactText: ServiceRow]
  private let columns: [Int?]

  /// What a row is about, in the order of the screen.
  private enum Kind: CaseIterable { case image, port, variable, limit, setting }

  /// The limit of rows; the differences view has them all.
  private static let countMax = 60
  /// The number of rows up to which settings of the repository's own fill up what its stack has.
  private static let settingsMax = 5

  init(_ matrix: Matrix, _ services: [ServiceRow], _ columns: [Int?], _ marks: [[CellMark]]) {
    self.services = Dictionary(services.map { (ExactText($0.name), $0) }, uniquingKeysWith: { $1 })
    self.columns = columns
    for (index, row) in matrix.rows.enumerated() {
      switch row.key.source {
      case .compose: addPart(of: row)
      case .env, .settings: addValue(row, marks[index])
      case .secrets: break
      }
    }
  }

  var rows: [SummaryRow] {
    let parts = Kind.allCases.filter { $0 != .setting }
    let different = parts.flatMap { kinds[$0] ?? [] }
    let settings = (kinds[.setting] ?? []).prefix(max(0, Self.settingsMax - different.count))
    return Array((different + settings + parts.flatMap { same[$0] ?? [] }).prefix(Self.countMax))
  }

  /// Adds a variable or a setting that differs. The name, the tier and the files of an environment always do.
  private mutating func addValue(_ row: Matrix.Row, _ marks: [CellMark]) {
    guard row.kind != .same else { return }
    let path = row.key.path
    let isVariable = row.key.source == .env
    let isOfEnvironment =
      isVariable
      ? path.hasPrefix("COMPOSE_") : path.hasPrefix("environment.") || path.hasPrefix("target.")
    let kind = isVariable ? Kind.variable : .setting
    guard !isOfEnvironment, (kinds[kind] ?? []).count < Self.countMax else { return }
    let label = isVariable ? path : row.key.lastPart
    kinds[kind, default: []].append(
      SummaryRow.row(label, row, columns, marks))
  }

  /// Adds what is worth comparing of a service.
  private mutating func addPart(of row: Matrix.Row) {
    guard let (service, rest) = service(of: row.key.path), let part = ServicePart(rest) else {
      return
    }
    // The rows that there is no room for cost nothing.
    let bucket = row.kind == .same ? same[part.kind] : kinds[part.kind]
    guard (bucket ?? []).count < Self.countMax else { return }
    if part.kind == .variable, row.kind == .same { return }
    let values = columns.enumerated().map { index, column -> Value?? in
      guard service.services.indices.contains(index), service.services[index] != nil, let column
      else { return nil }
      return .some(row.cells[column]?.value)
    }
    // Where the service is not declared, nothing is to be compared.
    let compared = values.compactMap(\.self)
    let isUnknown = compared.contains { $0?.isUnknown == true }
    let isDifferent = Set(compared).count > 1 || isUnknown && compared.count > 1
    let texts = part.kind == .image ? ImageNames(values.compactMap { $0 ?? nil }) : nil
    let isMarked = isDifferent && row.accepted == nil
    let cells = values.map { value -> SummaryRow.Cell? in
      guard let value else { return nil }
      let text = value?.short ?? (part.kind == .image ? "built" : "none")
      return SummaryRow.Cell(
        text: text, isDifferent: isMarked, shortTexts: texts?.short(text) ?? [])
    }
    var line = SummaryRow(
      label: "\(service.name) \(part.label)", key: row.key, cells: cells)
    if part.kind == .variable {
      let others = (kinds[.variable] ?? []).filter { $0.isOf(variable: part.label) }
      // Env files and services that share a block of variables say each of them many times.
      guard isDifferent, !others.contains(where: { $0.agrees(with: line) }) else { return }
      if others.isEmpty { line.label = part.label }
    }
    if isDifferent {
      kinds[part.kind, default: []].append(line)
    } else {
      same[part.kind, default: []].append(line)
    }
  }

  /// The service that a path of the Compose model is about, and the rest of the path. Names can contain dots.
  private func service(of path: String) -> (service: ServiceRow, rest: Substring)? {
    guard path.hasPrefix("services.") else { return nil }
    let named = path.dropFirst("services.".count)
    var end = named.startIndex
    while let dot = named[end...].utf8.firstIndex(of: UInt8(ascii: ".")) {
      end = named.index(after: dot)
      if let service = services[ExactText(String(named[..<dot]))] {
        return (service, named[end...])
      }
    }
    return nil
  }

  /// What the overview compares of a service.
  private struct ServicePart {
    var kind: Kind
    var label: String

    /// - Parameter rest: a path within the service. `nil` for what the overview does not compare.
    init?(_ rest: Substring) {
      switch rest {
      case "image": (kind, label) = (.image, "image")
      case "deploy.resources.limits.memory", "mem_limit": (kind, label) = (.limit, "memory")
      case "deploy.resources.limits.cpus", "cpus": (kind, label) = (.limit, "cpus")
      default:
        if rest.hasPrefix("ports.") {
          let port = rest.dropFirst("ports.".count)
          (kind, label) = (.port, "port \(port.hasSuffix("/tcp") ? port.dropLast(4) : port)")
        } else if rest.hasPrefix("environment.") {
          (kind, label) = (.variable, String(rest.dropFirst("environment.".count)))
        } else {
          return nil
        }
      }
    }
  }
}

extension SummaryRow {
  /// Whether the row is about a variable of the name.
  fileprivate func isOf(variable name: String) -> Bool {
    label.isExactly(name) || label.hasSuffix(" " + name)
  }

  /// Whether both say the same wherever both say something.
  fileprivate func agrees(with other: SummaryRow) -> Bool {
    zip(cells, other.cells).allSatisfy { own, other in
      guard let own, let other else { return true }
      return own.text.isExactly(other.text)
    }
  }
}

/// The names of images side by side, which are told apart by their ends where there is little room.
private struct ImageNames {
  private let ends: [(String) -> String]

  init(_ images: [Value]) {
    let whole = Set(images.map(\.text))
    let hasOneName = Set(whole.map(Self.name)).count == 1
    ends = [Self.file, hasOneName ? Self.tag : nil].compactMap(\.self)
      .filter { end in Set(whole.map(end)).count == whole.count }
  }

  /// The name without its registry and folders, and the tag alone, as far as no two images read alike then.
  func short(_ image: String) -> [String] {
    ends.map { $0(image) }.filter { $0 != image }
  }

  private static func file(of image: String) -> String {
    guard let slash = image.lastIndex(of: "/") else { return image }
    return String(image[image.index(after: slash)...])
  }

  /// `web` of `registry.local:5000/shop/web:1.2`.
  private static func name(of image: String) -> String {
    String(file(of: image).prefix { $0 != ":" && $0 != "@" })
  }

  /// `:1.2` of `registry.local:5000/shop/web:1.2`; the name where neither a tag nor a digest follows.
  private static func tag(of image: String) -> String {
    let file = file(of: image)
    let tag = file.drop { $0 != ":" && $0 != "@" }
    return tag.isEmpty ? file : String(tag)
  }
}
