import Environments

/// Reads every environment with everything wrong with it. Pure but for what the request reads; never
/// fails, and never stops at the first problem.
package func load(_ request: LoadRequest) -> Configuration {
  var loader = Loader(request)
  for name in loader.names { loader.add(loader.environment(name)) }
  return loader.configuration()
}

/// As `load`, one task for each environment: quicker where there are many and the machine has cores to spare.
package func loadConcurrently(_ request: LoadRequest) async -> Configuration {
  // Made ready while the first file is read.
  async let schema = SchemaNode.root
  let prepared = Loader(request)
  var loader = prepared
  _ = await schema
  let loaded = await withTaskGroup(of: (Int, LoadedEnvironment).self) { group in
    for (index, name) in prepared.names.enumerated() {
      group.addTask { (index, prepared.environment(name)) }
    }
    return await group.reduce(into: [(Int, LoadedEnvironment)]()) { $0.append($1) }
  }
  for (_, environment) in loaded.sorted(by: { $0.0 < $1.0 }) { loader.add(environment) }
  return loader.configuration()
}
