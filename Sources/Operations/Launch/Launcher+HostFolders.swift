import Engine
import Environments
import Loading

extension Launcher {
  /// One warning for each folder of the host that a launch would mount by a variable of a shell, where the folder is outside
  /// of the repository, or does not exist: then the engine makes it, and it belongs to root.
  func hostFolderNotes(
    _ environment: Environment, _ snapshot: ComposeSnapshot, on endpoint: Endpoint
  ) -> [Plan.Note] {
    let mounts = environment.shellMounts { workspace.read($0) }
    guard !mounts.isEmpty, let model = snapshot.model.reveal({ JSONValue(json: $0) }) else {
      return []
    }
    return mounts.compactMap { mount -> Plan.Note? in
      let volumes = model["services"]?[mount.service]?["volumes"]?.items ?? []
      let folder = volumes.first {
        $0["type"]?.string == "bind" && $0["target"]?.string == mount.target
      }
      guard let path = folder?["source"]?.string,
        let fault = fault(ofHostFolder: path, on: endpoint)
      else { return nil }
      let shown = environment.knownSecrets.masked(path)
      return Plan.Note(
        "\(mount.service) mounts the host's \(shown) at \(mount.target), since no .env file sets "
          + "\(mount.variable) (\(mount.location)): \(fault)", isWarning: true)
    }
  }

  /// Folders of another machine cannot be looked at.
  private func fault(ofHostFolder path: String, on endpoint: Endpoint) -> String? {
    let isOutside = path != workspace.root && !path.hasPrefix(workspace.root + "/")
    let isMissing = endpoint.isLocal && !Workspace.exists(path)
    let outside = "it is outside of the repository"
    let missing = "it does not exist, so that the engine makes it, owned by root"
    if isOutside { return isMissing ? "\(outside); \(missing)" : outside }
    return isMissing ? missing : nil
  }
}
