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

  /// The keys that have one form in the model and in ours, with their values as texts; a secret is only named.
  static func leaves(of model: [String: Any]) -> [String] {
    let services = model["services"] as? [String: [String: Any]] ?? [:]
    var lines = services.keys.map { "service \($0)" }
    for (name, service) in services {
      for key in Self.keys {
        if let value = service[key], !(value is NSNull) {
          lines.append("\(name).\(key) = \(text(value))")
        }
      }
      for (variable, value) in service["environment"] as? [String: Any] ?? [:] {
        lines.append(line(name, variable, text(value)))
      }
      for port in service["ports"] as? [[String: Any]] ?? [] {
        lines.append("\(name).ports \(port["target"] ?? "") at \(port["published"] ?? "")")
      }
    }
    return lines.sorted()
  }

  static func leaves(of environment: Environment) -> [String] {
    var lines = environment.services.map { "service \($0.name)" }
    for service in environment.services {
      let prefix = "services.\(service.name)."
      for setting in environment.settings where setting.key.path.hasPrefix(prefix) {
        let key = String(setting.key.path.dropFirst(prefix.count))
        if Self.keys.contains(key) {
          lines.append("\(service.name).\(key) = \(text(setting.value, of: environment))")
        } else if key.hasPrefix("environment."), setting.key.source == .compose {
          lines.append(
            line(service.name, String(key.dropFirst(12)), text(setting.value, of: environment)))
        } else if key.hasPrefix("environment."), case .secret = setting.value,
          !lines.contains(line(service.name, String(key.dropFirst(12)), ""))
        {
          let isURL = environment.settings.contains {
            $0.key == SettingKey(.compose, setting.key.path)
          }
          if !isURL { lines.append(line(service.name, String(key.dropFirst(12)), "")) }
        } else if key.hasPrefix("ports.") {
          let target = key.dropFirst(6).split(separator: "/")[0]
          lines += published(setting.value).map { "\(service.name).ports \(target) at \($0)" }
        }
      }
    }
    return lines.sorted()
  }

  private static let keys = [
    "image", "command", "restart", "privileged", "user", "working_dir", "container_name",
  ]

  /// Values that are hidden on our side are compared by name only; passwords in URLs read •••.
  private static func line(_ service: String, _ variable: String, _ value: String) -> String {
    let isHidden = ["PASSWORD", "SECRET", "TOKEN", "KEY"].contains { variable.contains($0) }
    let shown = value.replacing(/:\/\/([^:\/@]*):[^@]+@/) { "://\($0.output.1):•••@" }
    return "\(service).environment.\(variable)\(isHidden ? "" : " = \(shown)")"
  }

  private static func text(_ value: Any) -> String {
    switch value {
    case let list as [Any]: list.map(text).joined(separator: " ")
    case is NSNull: ""
    default: "\(value)".replacing("$$", with: "$")
    }
  }

  private static func text(_ value: Value, of environment: Environment) -> String {
    // What is the project's name reads so on our side.
    text(value).replacing("<project>", with: environment.target.project)
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .list(let values): values.map { text($0) }.joined(separator: " ")
    case .integer(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    default: ""
    }
  }

  private static func published(_ value: Value) -> [String] {
    switch value {
    case .list(let values): values.flatMap(published)
    default: [String(text(value).split(separator: ":").last ?? "")]
    }
  }
}
