import Canvas
import Environments

/// Facts about a configuration and its matrix that the views need, computed once when they arrive.
struct Catalog: Hashable, Sendable {
  /// The common part of the environments' projects, such as `trading` for `trading-dev` and `trading-prod`.
  var title = ""
  var services: [ServiceRow] = []
  var summary: [SummaryRow] = []
  /// The width of the widest service name with its replicas, or label.
  var nameWidth = 0
  /// The width of the widest environment name, with its number and sign.
  var titleWidth = 0
  /// The count of problems of each environment.
  var problems: [ProblemCount] = []
  /// The column of the matrix that each environment has; `nil` when it has none.
  var columns: [Int?] = []
  /// For each row of the matrix, the sign of each of its cells.
  var marks: [[CellMark]] = []
  /// The numbers of rows that differ, without and with an accepted reason.
  var differenceCounts = DifferenceCounts()
  var serviceNames: Set<String> = []

  init() {}

  init(_ configuration: Configuration, _ matrix: Matrix) {
    let environments = configuration.environments
    title = Self.commonTitle(environments.map(\.target.project))
    services = Self.serviceRows(environments)
    titleWidth =
      environments.enumerated().map { index, environment in
        SafeText.width(of: "\(index + 1) \(environment.name)") + (environment.isProtected ? 2 : 0)
      }.max() ?? 0
    problems = environments.map { ProblemCount(configuration.problems, of: $0.name) }
    columns = environments.map { matrix.environments.firstIndex(of: $0.name) }
    marks = matrix.rows.map(CellMark.marks)
    differenceCounts = DifferenceCounts(matrix)
    serviceNames = Set(services.map(\.name))
    summary =
      [SummaryRow.localImages(of: environments)].compactMap(\.self)
      + SummaryRow.rows(of: matrix, services: services, columns: columns, marks: marks)
      + [SummaryRow.secrets(of: environments)].compactMap(\.self)
    let names = services.map { SafeText.width(of: $0.name) + ($0.isScaled ? 3 : 0) }
    nameWidth =
      (names + summary.map { min(SummaryRow.labelWidthMax, SafeText.width(of: $0.label)) }).max()
      ?? 0
  }

  private static func serviceRows(_ environments: [Environment]) -> [ServiceRow] {
    var rows: [ServiceRow] = []
    var positions: [String: Int] = [:]
    for (index, environment) in environments.enumerated() {
      for service in environment.services {
        let position = positions[service.name] ?? rows.count
        if position == rows.count {
          positions[service.name] = position
          rows.append(ServiceRow(service.name, environments: environments.count))
        }
        rows[position].services[index] = service
      }
    }
    return rows
  }

  private static func commonTitle(_ projects: [String]) -> String {
    guard var common = projects.first else { return "" }
    for project in projects.dropFirst() {
      common = String(zip(common, project).prefix { $0 == $1 }.map(\.0))
    }
    // `trading-prod` and `trading-preprod` share more letters than meaning.
    let isName = projects.count > 1 && projects.contains(common)
    if !isName, let end = common.lastIndex(where: { $0 == "-" || $0 == "_" }) {
      common = String(common[..<end])
    } else if !isName, projects.count > 1 {
      common = ""
    }
    return common
  }
}

/// One service in all environments.
struct ServiceRow: Hashable, Sendable {
  var name: String
  /// The service in each environment; `nil` where it is not declared.
  var services: [Service?]

  init(_ name: String, environments: Int) {
    self.name = name
    services = Array(repeating: nil, count: environments)
  }

  /// Whether the service has more than one replica in any environment.
  var isScaled: Bool { services.contains { ($0?.replicas ?? 1) != 1 } }
}

/// The number of problems of an environment.
struct ProblemCount: Hashable, Sendable {
  var errors = 0
  var warnings = 0

  init(_ problems: [Diagnostic], of environment: String) {
    for problem in problems
    where problem.environments.isEmpty || problem.environments.contains(environment) {
      if problem.severity == .error { errors += 1 } else { warnings += 1 }
    }
  }

  /// Such as `ok`, `1 warning`, `3 problems`.
  var words: String {
    let all = errors + warnings
    if all == 0 { return "ok" }
    let noun = errors == 0 ? "warning" : "problem"
    return "\(all) \(noun)\(all == 1 ? "" : "s")"
  }
}

/// The numbers of rows of a matrix that differ.
struct DifferenceCounts: Hashable, Sendable {
  var open = 0
  /// The rows with an accepted reason.
  var accepted = 0
  var all: Int { open + accepted }

  init() {}

  init(_ matrix: Matrix) {
    for row in matrix.rows where row.kind != .same {
      if row.isOpen { open += 1 } else { accepted += 1 }
    }
  }
}
