import Environments

/// A folder of the host that a Compose file names by a variable that no `.env` file sets, such as `${PWD}/data`. Whoever
/// wrote it thought of a shell, and Compose is given none: the folder may be another one.
package struct ShellMount: Hashable, Sendable {
  package var service: String
  /// Where the container has it.
  package var target: String
  package var variable: String
  package var location: Location
}

extension Environment {
  /// Those in the environment's own Compose files, as they are written.
  package func shellMounts(read: (String) -> SourceText) -> [ShellMount] {
    target.composeFiles.flatMap { file -> [ShellMount] in
      guard case .text(let text) = read(file), text.utf8.contains(UInt8(ascii: "$")) else {
        return []
      }
      let services = YAMLDocument.parse(text, file: file).node?["services"]?.fields ?? []
      return services.flatMap { service in
        (service.value["volumes"]?.items ?? []).compactMap { shellMount(of: service.key, $0) }
      }
    }
  }

  private func shellMount(of service: String, _ item: YAMLNode) -> ShellMount? {
    let parts = item.text?.partsOfMount ?? []
    let written = parts.count > 1 ? parts[0] : item["source"]?.text
    let place = parts.count > 1 ? parts[1] : item["target"]?.text
    guard let written, let place, let template = try? Interpolation.parse(written),
      let reference = template.references.first(where: { !isSet($0.name) })
    else { return nil }
    return ShellMount(
      service: service, target: place, variable: reference.name, location: item.location)
  }

  private func isSet(_ variable: String) -> Bool {
    setting(SettingKey(.env, variable)) != nil || setting(SettingKey(.secrets, variable)) != nil
      || RenderedVariable.names.contains(variable) || variable == "COMPOSE_PROJECT_NAME"
  }
}

extension String {
  /// The parts of `SOURCE:TARGET:MODE`. A colon between braces belongs to an expression.
  var partsOfMount: [String] {
    var parts = [""]
    var depth = 0
    for character in self {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if character == ":", depth <= 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
