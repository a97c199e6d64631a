import Environments

/// Several Compose files merged, as far as it has to be known whether Compose accepts them.
struct ComposeWhole {
  private var services: [ExactText: Service] = [:]
  /// The names below `networks`, `volumes`, `secrets` and `configs`.
  private var parts: [String: Set<ExactText>] = [:]

  private struct Service {
    var isRunnable = false
    var profiles: Set<String> = []
    var waits: [(name: String, location: Location)] = []
    var uses: [(kind: String, name: String, location: Location)] = []
  }

  init(_ files: [ComposeOutline]) {
    for file in files {
      for service in file.services { add(service) }
      for kind in Self.kinds {
        for entry in file.node?[kind]?.fields ?? [] {
          parts[kind, default: []].insert(ExactText(entry.key))
        }
      }
    }
  }

  private static let kinds = ["networks", "volumes", "secrets", "configs"]

  private mutating func add(_ entry: YAMLNode.Entry) {
    var service = services[ExactText(entry.key)] ?? Service()
    let node = entry.value
    service.isRunnable =
      service.isRunnable
      || ["image", "build", "extends", "provider"].contains { node[$0] != nil }
    service.profiles.formUnion((node["profiles"]?.items ?? []).compactMap(\.text))
    let waits = node["depends_on"]
    service.waits += (waits?.items ?? []).compactMap { node in
      node.text.map { ($0, node.location) }
    }
    for wait in waits?.fields ?? [] where wait.value["required"]?.text != "false" {
      service.waits.append((wait.key, wait.keyLocation))
    }
    for kind in ["networks", "secrets", "configs"] {
      let used = node[kind]
      service.uses += (used?.items ?? []).compactMap { item in
        (item.text ?? item["source"]?.text).map { (kind, $0, item.location) }
      }
      if kind == "networks" {
        service.uses += (used?.fields ?? []).map { (kind, $0.key, $0.keyLocation) }
      }
    }
    services[ExactText(entry.key)] = service
  }

  /// The first thing for which Compose would refuse the files, as the rest of a sentence; `nil` when there is none.
  var objection: (words: String, location: Location?)? {
    for (name, service) in services.sorted(by: { $0.key < $1.key }) {
      if !service.isRunnable { return ("\(name) has neither image nor build", nil) }
      guard service.profiles.isEmpty else { continue }
      for wait in service.waits where !isActive(wait.name) {
        return ("\(name) depends on \(wait.name), which is not defined", wait.location)
      }
      for use in service.uses where !has(use.kind, use.name) {
        return ("\(name) uses \(use.name) of \(use.kind), which is not defined", use.location)
      }
    }
    return nil
  }

  /// Services of a profile do not run by themselves, and Compose treats them as not defined.
  private func isActive(_ name: String) -> Bool {
    services[ExactText(name)]?.profiles.isEmpty ?? false
  }

  private func has(_ kind: String, _ name: String) -> Bool {
    name.contains("$") || kind == "networks" && name == "default"
      || parts[kind]?.contains(ExactText(name)) ?? false
  }
}
