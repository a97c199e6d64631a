import Environments

/// Which services wait for which, as the Compose files write it.
///
/// Compose looks for a cycle by walking every way along these edges. A long chain, or a short one with two ways at each
/// step, keeps it busy for ever.
struct ComposeDependencies: Hashable, Sendable {
  /// The sum of the lengths of all ways that Compose may walk: about a second.
  static let stepsMax = 60_000_000

  private var edges: [ExactText: [Edge]] = [:]

  private struct Edge: Hashable, Sendable {
    var target: ExactText
    var location: Location
  }

  mutating func add(_ service: YAMLNode.Entry) {
    let waits = service.value["depends_on"]
    var found: [YAMLNode] = waits?.items ?? []
    found += (service.value["links"]?.items ?? []) + (service.value["volumes_from"]?.items ?? [])
    for key in ["network_mode", "ipc", "pid", "uts"] {
      if let node = service.value[key], node.text?.hasPrefix("service:") == true {
        found.append(node)
      }
    }
    var all = found.compactMap { node in node.text.map { (Self.name(in: $0), node.location) } }
    all += (waits?.fields ?? []).map { ($0.key, $0.keyLocation) }
    let known = Set(edges[ExactText(service.key), default: []].map(\.target))
    for (name, location) in all where !known.contains(ExactText(name)) {
      edges[ExactText(service.key), default: []].append(
        Edge(target: ExactText(name), location: location))
    }
  }

  /// `service:db` and `db:alias` name `db`.
  private static func name(in text: String) -> String {
    let own = text.hasPrefix("service:") ? text.dropFirst("service:".count) : text[...]
    return String(own.prefix { $0 != ":" })
  }

  /// The first line at which the ways become too many; `nil` when Compose can walk them all.
  var excess: Location? {
    var walks: [ExactText: Walks] = [:]
    var steps = 0
    for start in edges.keys.sorted() {
      for service in order(from: start, walks) {
        let sum = walk(from: service, walks)
        walks[service] = sum
        steps = Self.bounded(steps + sum.steps)
        if steps >= Self.stepsMax { return edges[service]?.first?.location }
      }
    }
    return nil
  }

  /// The ways that begin at a service, and the sum of their lengths.
  private struct Walks {
    var count = 0
    var steps = 0
  }

  private func walk(from service: ExactText, _ known: [ExactText: Walks]) -> Walks {
    var sum = Walks()
    for edge in edges[service] ?? [] {
      let next = known[edge.target] ?? Walks()
      sum.count = Self.bounded(sum.count + 1 + next.count)
      sum.steps = Self.bounded(sum.steps + 1 + next.count + next.steps)
    }
    return sum
  }

  /// The services to which a service leads and of which nothing is known yet, each after those that it waits for. Where
  /// they wait for one another, Compose stops by itself.
  private func order(from start: ExactText, _ known: [ExactText: Walks]) -> [ExactText] {
    var ordered: [ExactText] = []
    var seen: Set<ExactText> = []
    var stack: [(service: ExactText, next: Int)] = []
    if known[start] == nil, seen.insert(start).inserted { stack.append((start, 0)) }
    while let (service, next) = stack.last {
      let targets = edges[service] ?? []
      guard next < targets.count else {
        ordered.append(service)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = targets[next].target
      if known[target] == nil, seen.insert(target).inserted { stack.append((target, 0)) }
    }
    return ordered
  }

  private static func bounded(_ number: Int) -> Int { min(number, stepsMax) }
}
