import Environments

/// The services that Compose documents declare.
enum ComposeServices {
  /// In the order of the first document; a later one overrides an earlier one key by key.
  static func services(of documents: [YAMLNode]) -> [Service] {
    var services: [Service] = []
    var completed: Set<String> = []
    var restarts: Set<String> = []
    var indexes: [String: Int] = [:]
    for document in documents {
      for entry in document["services"]?.fields ?? [] {
        let index = indexes[entry.key] ?? services.count
        if index == services.count {
          services.append(Service(name: entry.key, location: entry.keyLocation))
          indexes[entry.key] = index
        }
        read(entry.value, into: &services[index])
        completed.formUnion(awaitedCompletions(of: entry.value))
        if let policy = entry.value["restart"]?.text {
          if policy == "no" { restarts.remove(entry.key) } else { restarts.insert(entry.key) }
          services[index].isKeptRunning = policy == "always" || policy == "unless-stopped"
        }
      }
    }
    for index in services.indices {
      let name = services[index].name
      services[index].isOneShot = completed.contains(name) && !restarts.contains(name)
    }
    return services
  }

  private static func read(_ node: YAMLNode, into service: inout Service) {
    if let image = node["image"]?.text { service.image = image }
    let replicas = node["deploy"]?["replicas"] ?? node["scale"]
    if let count = replicas?.text.flatMap({ Int($0) }) {
      service.replicas = count
    }
    if let check = node["healthcheck"] { service.hasHealthCheck = isEnabled(check) }
    for name in dependencies(of: node) where !service.dependsOn.contains(name) {
      service.dependsOn.append(name)
    }
  }

  private static func isEnabled(_ check: YAMLNode) -> Bool {
    if check["disable"]?.text == "true" { return false }
    guard let test = check["test"] else { return true }
    return (test.items.first ?? test).scalar != "NONE"
  }

  private static func dependencies(of node: YAMLNode) -> [String] {
    guard let dependencies = node["depends_on"] else { return [] }
    return dependencies.items.compactMap(\.text)
      + dependencies.fields.map(\.key)
  }

  private static func awaitedCompletions(of node: YAMLNode) -> [String] {
    (node["depends_on"]?.fields ?? [])
      .filter { $0.value["condition"]?.scalar == "service_completed_successfully" }
      .map(\.key)
  }
}
