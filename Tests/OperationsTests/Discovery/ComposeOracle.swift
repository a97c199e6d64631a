import Engine
import Environments
import Foundation
import Processes
import Testing

@testable import Operations

/// What the Compose plugin itself says, asked the way a person would ask it, and read by nothing of triptych.
enum ComposeOracle {
  static func model(of target: Target, below root: String) async throws -> [String: Any] {
    let plugin = DockerInstallation.find(in: ProcessInfo.processInfo.environment).composePlugin
    var words = ["-p", target.project]
    for file in target.composeFiles { words += ["-f", file] }
    for file in target.envFiles { words += ["--env-file", file] }
    for profile in target.profiles { words += ["--profile", profile] }
    let result = await SubprocessRunner().run(
      Command(
        try #require(plugin), words + ["config", "--format", "json"],
        environment: scrubbedEnvironment(ProcessInfo.processInfo.environment),
        workingDirectory: root, deadline: .seconds(60)))
    #expect(result.isSuccess, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(object as? [String: Any])
  }

  /// Every value of the model as `path = text`, a line each; a secret is only named. Lists that have a short form are
  /// written the way an operator reads them.
  static func leaves(of model: [String: Any], below root: String, hiding secrets: Set<String>)
    -> [String]
  {
    var lines: [Line] = []
    for (section, resources) in model {
      for (name, resource) in resources as? [String: [String: Any]] ?? [:] {
        let path = "\(section).\(name)"
        if section == "services" {
          lines.append(Line(path: path, text: ""))
          for (key, value) in resource { lines += service(key, value, path) }
        } else {
          lines += flat(resource, path)
        }
      }
    }
    return lines.map { line in
      secrets.contains(line.path)
        ? line.path
        : "\(line.path) = \(withoutPassword(below(root, line.text)))"
    }.sorted()
  }

  /// The same of ours.
  static func leaves(of environment: Environment) -> [String] {
    let secrets = secrets(of: environment)
    let settings = environment.settings.filter { $0.key.source == .compose }
    let lines =
      environment.services.map { Line(path: "services.\($0.name)", text: "") }
      + settings.filter { $0.value != .map([:]) }.map {
        let text = text($0.value).replacing("<project>", with: environment.target.project)
        return Line(path: $0.key.path, text: text)
      }
    return
      (lines.filter { !secrets.contains($0.path) }.map { "\($0.path) = \($0.text)" }
      + secrets).sorted()
  }

  /// Where our side shows a fingerprint in place of the value.
  static func secrets(of environment: Environment) -> Set<String> {
    let urls = Set(environment.settings.filter { $0.key.source == .compose }.map(\.key.path))
    return Set(
      environment.settings.compactMap {
        guard case .secret = $0.value, $0.key.path.hasPrefix("services."),
          !urls.contains($0.key.path)
        else { return nil }
        return $0.key.path
      })
  }

  private struct Line {
    var path: String
    var text: String
  }

  private static func service(_ key: String, _ value: Any, _ path: String) -> [Line] {
    let path = "\(path).\(key)"
    let items = value as? [[String: Any]] ?? []
    switch key {
    case "ports":
      return Dictionary(grouping: items) { "\($0["target"] ?? "")/\($0["protocol"] ?? "tcp")" }
        .map { port, items in
          Line(path: "\(path).\(port)", text: items.map(published).joined(separator: " "))
        }
    case "volumes": return items.flatMap { mount($0, path) }
    case "secrets", "configs": return items.flatMap { grant($0, path) }
    case "depends_on":
      return (value as? [String: [String: Any]] ?? [:]).flatMap { name, dependency in
        [Line(path: "\(path).\(name)", text: text(dependency["condition"] ?? ""))]
          + (isTrue(dependency["required"])
            ? [] : [Line(path: "\(path).\(name).required", text: "false")])
          + (isTrue(dependency["restart"])
            ? [Line(path: "\(path).\(name).restart", text: "true")] : [])
      }
    default: return flat(value, path)
    }
  }

  private static func published(_ port: [String: Any]) -> String {
    [port["host_ip"], port["published"]].compactMap { $0.map(text) }.joined(separator: ":")
      + (port["mode"].map(text) == "host" ? " (host)" : "")
  }

  private static func mount(_ mount: [String: Any], _ path: String) -> [Line] {
    let path = "\(path).\(text(mount["target"] ?? ""))"
    let type = text(mount["type"] ?? "")
    let source = mount["source"].map(text) ?? (type == "volume" ? "(anonymous)" : "(\(type))")
    var bind = mount["bind"] as? [String: Any] ?? [:]
    if isTrue(bind["create_host_path"]) { bind["create_host_path"] = nil }
    return [Line(path: path, text: source + (isTrue(mount["read_only"]) ? " (read-only)" : ""))]
      + flat(bind, "\(path).bind") + flat(mount["volume"] ?? [:], "\(path).volume")
      + flat(mount["tmpfs"] ?? [:], "\(path).tmpfs")
  }

  private static func grant(_ grant: [String: Any], _ path: String) -> [Line] {
    let source = text(grant["source"] ?? "")
    let target = grant["target"].map(text) ?? source
    let path = "\(path).\(target.replacing("/run/secrets/", with: ""))"
    return [Line(path: path, text: source)]
      + ["uid", "gid", "mode"].flatMap { flat(grant[$0] ?? NSNull(), "\(path).\($0)") }
  }

  private static func flat(_ value: Any, _ path: String) -> [Line] {
    guard let fields = value as? [String: Any] else {
      return value is NSNull
        ? [] : [Line(path: path, text: milliseconds(path, text(value)) ?? text(value))]
    }
    return fields.filter { !$0.key.hasPrefix("x-") && !$0.key.hasPrefix("triptych.") }
      .flatMap { flat($1, "\(path).\($0)") }
  }

  /// `1m30s` is 90000, where the key is one of time.
  private static func milliseconds(_ path: String, _ text: String) -> String? {
    let key = path.split(separator: ".").last.map(String.init) ?? ""
    guard
      ["interval", "timeout", "period", "delay", "window", "monitor"].contains(where: key.hasSuffix)
    else { return nil }
    let units = ["ms": 1.0, "s": 1000, "m": 60_000, "h": 3_600_000]
    let parts = text.matches(of: /([0-9.]+)(ms|s|m|h)/).map {
      (Double($0.1) ?? 0) * (units[String($0.2)] ?? 0)
    }
    return parts.isEmpty ? nil : "\(Int(parts.reduce(0, +)))"
  }

  private static func below(_ root: String, _ text: String) -> String {
    text == root ? "." : text.replacing(root + "/", with: "./")
  }

  private static func isTrue(_ value: Any?) -> Bool { value as? Bool == true }

  private static func withoutPassword(_ text: String) -> String {
    text.replacing(/:\/\/([^:\/@]*):[^@]+@/) { "://\($0.output.1):•••@" }
  }

  private static func text(_ value: Any) -> String {
    switch value {
    case let list as [Any]: list.map(text).joined(separator: " ")
    case let fields as [String: Any]:
      fields.map { "\($0): \(text($1))" }.sorted().joined(separator: ", ")
    case is NSNull: ""
    case let number as NSNumber where String(cString: number.objCType) == "c":
      "\(number.boolValue)"
    default: "\(value)".replacing("$$", with: "$")
    }
  }

  /// Amounts as their number: bytes, milliseconds.
  private static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .list(let values): values.map { text($0) }.joined(separator: " ")
    case .map(let fields): fields.map { "\($0): \(text($1))" }.sorted().joined(separator: ", ")
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .bytes(let quantity): "\(quantity.amount)"
    case .duration(let quantity): "\(quantity.amount)"
    case .null, .secret, .unknown: ""
    }
  }
}
