import Engine
import Environments
import Foundation
import Loading
import Processes
import Testing

@testable import Operations

/// A small repository of our own writing, laid out the way a well-known one is; `expected.txt` says what is in it.
struct Layout: Sendable, CustomTestStringConvertible {
  let name: String

  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    + "/Layouts"

  static let all: [Layout] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).sorted().map { Layout(name: $0) }
  }()

  var testDescription: String { name }
  /// Whether Compose is asked about anything: unrelated apps are a list to choose from.
  var hasEnvironments: Bool { name != "many-apps" }
  var root: String { "\(Layout.folder)/\(name)" }
  var expectedFile: String { "\(root)/expected.txt" }

  /// As it is found, without Compose. Nothing is written beside the fixture.
  func loaded() throws -> Configuration { load(try request()) }

  func request() throws -> LoadRequest {
    let workspace = try Workspace(root: root)
    var request = LoadRequest(
      environmentFiles: try workspace.environmentFiles(), read: { workspace.read($0) },
      fingerprint: Layout.fingerprint)
    request.discovery = workspace.discovery()
    return request
  }

  static let fingerprint: Fingerprinter = { secret in
    secret.reveal { Fingerprint("f\(String(decoding: $0, as: UTF8.self).hashed)") }
  }

  /// As it is once Compose was asked; the caller has made sure that there is one.
  func resolved() async throws -> Configuration {
    let configuration = try loaded()
    let docker = await Docker.discover(caller: ProcessInfo.processInfo.environment)
    let answers = await docker.composeAnswers(for: configuration.environments, root: root)
    let workspace = try Workspace(root: root)
    return configuration.resolved(
      answers, root: root, read: { workspace.read($0) }, fingerprint: Layout.fingerprint)
  }

  static let hasCompose: Bool =
    DockerInstallation.find(in: ProcessInfo.processInfo.environment).composePlugin != nil
    || ProcessInfo.processInfo.environment["CI"] == "true"
}

extension String {
  /// Tells texts apart within one run, which is all that a comparison needs.
  fileprivate var hashed: String { String(hashValue, radix: 36) }
}

/// What was found, the way `expected.txt` has it.
func inventory(_ configuration: Configuration) -> String {
  configuration.environments.map { environment in
    var lines = [
      "\(environment.name) · \(environment.tierWord) · project \(environment.target.project)"
    ]
    lines += environment.target.composeFiles.map { "  compose \($0)" }
    lines += environment.target.envFiles.map { "  env     \($0)" }
    lines += environment.target.profiles.map { "  profile \($0)" }
    lines.append("  runs    " + environment.services.map(\.name).sorted().joined(separator: " "))
    return lines.joined(separator: "\n")
  }.joined(separator: "\n") + "\n"
}
