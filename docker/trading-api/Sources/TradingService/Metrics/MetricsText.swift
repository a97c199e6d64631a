/// Metrics in Prometheus' text format 0.0.4, written family by family.
package struct MetricsText: Sendable {
  package enum Kind: String, Sendable { case counter, gauge, histogram }

  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  package private(set) var text = ""

  package init() {}

  /// Begins a family: what its samples mean.
  package mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  package mutating func sample(
    _ name: String, _ value: Double, _ labels: KeyValuePairs<String, String> = [:]
  ) {
    let shown = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    text += "\(name)\(shown.isEmpty ? "" : "{\(shown)}") \(Self.shown(value))\n"
  }

  package mutating func histogram(
    _ name: String, role: String, route: String, _ histogram: Histogram
  ) {
    for (bound, count) in zip(Histogram.bounds, histogram.counts) {
      sample(
        "\(name)_bucket", Double(count), ["role": role, "route": route, "le": Self.shown(bound)])
    }
    sample(
      "\(name)_bucket", Double(histogram.count), ["role": role, "route": route, "le": "+Inf"])
    sample("\(name)_sum", histogram.sum, ["role": role, "route": route])
    sample("\(name)_count", Double(histogram.count), ["role": role, "route": route])
  }

  private static func shown(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }
}
