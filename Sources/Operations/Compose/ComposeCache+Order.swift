import Engine
import Environments
import Glibc
import Loading
import Processes

extension ComposeCache {
  /// No environment's file has such a name.
  static let orderFile = "=order.json"

  /// How the installed Compose evaluates env files, as it was last found out; `nil` when it has to be asked.
  package func keptOrder(of docker: Docker) -> EnvFileOrder? {
    guard let plugin = docker.installation.composePlugin else { return nil }
    let stamp = Self.stamp(of: plugin)
    if let known = knownOrder(stamp) { return known }
    let path = "\(Workspace.stateFolder)/\(Self.folder)/\(Self.orderFile)"
    guard case .text(let text) = workspace.read(path),
      let entry = ComposeEntryFile.opened(Array(text.utf8), key: workspace.fingerprintKey()),
      entry["plugin"]?.string == stamp,
      let order = entry["order"]?.string.flatMap({ EnvFileOrder(rawValue: $0) })
    else { return nil }
    know(order, stamp)
    return order
  }

  /// The same; asks Compose once for each version of its plugin. `nil` when it does not answer.
  package func order(of docker: Docker) async -> EnvFileOrder? {
    if let kept = keptOrder(of: docker) { return kept }
    guard let plugin = docker.installation.composePlugin, let order = await docker.envFileOrder()
    else { return nil }
    let stamp = Self.stamp(of: plugin)
    know(order, stamp)
    let entry = JSONValue.object(["plugin": .string(stamp), "order": .string(order.rawValue)])
    if let folder = try? workspace.state(Self.folder) {
      // If it cannot be kept, it is asked for again.
      try? AtomicWrite.write(
        ComposeEntryFile.sealed(entry, key: workspace.fingerprintKey()),
        to: Workspace.join(folder, Self.orderFile))
    }
    return order
  }

  private static func stamp(of plugin: String) -> String {
    "\(plugin) \(ComposeQuestion.stamp(plugin))"
  }
}

extension Docker {
  /// Gives Compose two env files that set the same variable, and looks which value the second one uses.
  func envFileOrder() async -> EnvFileOrder? {
    let files = [
      MemoryFile(Array("SET_TWICE=earlier\n".utf8)),
      MemoryFile(Array("SET_TWICE=own\nUSED=${SET_TWICE}\n".utf8)),
    ]
    defer { for file in files { file.close() } }
    guard let plugin = installation.composePlugin, files.allSatisfy({ $0.number >= 0 }) else {
      return nil
    }
    let paths = files.flatMap { ["--env-file", "/proc/\(getpid())/fd/\($0.number)"] }
    let model = #"{"services": {"a": {"image": "a", "environment": {"USED": "${USED}"}}}}"#
    let arguments =
      ["-p", "triptych-order", "-f", "-"] + paths + ["config", "--format", "json"]
    let result = await runner.run(
      Command(
        plugin, arguments, environment: environment, input: Array(model.utf8),
        deadline: .seconds(5), shown: ["docker", "compose"] + arguments
      ).asking)
    guard result.isSuccess,
      let used = JSONValue(json: Array(result.output.utf8))?["services"]?["a"]?["environment"]?[
        "USED"]?.string
    else { return nil }
    return ["earlier": .earlierFiles, "own": .ownFile][used]
  }
}
