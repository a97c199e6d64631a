@testable import Environments
@testable import Loading

/// What discovery finds in a repository in memory, a line an environment: name, Compose files, `.env` files, profiles.
func found(_ files: [String: String], folder: String = "shop") -> String {
  discovery(files, folder: folder).environments.map { environment in
    var line = "\(environment.name): \(environment.composeFiles.map(\.path).joined(separator: " "))"
    if !environment.envFiles.isEmpty {
      line += " with \(environment.envFiles.map(\.path).joined(separator: " "))"
    }
    if !environment.profiles.isEmpty {
      line += " as \(environment.profiles.joined(separator: " "))"
    }
    return line
  }.joined(separator: "\n")
}

func discovery(_ files: [String: String], folder: String = "shop") -> Discovery {
  Discovery(of: RepositoryListing(paths: Array(files.keys), folder: folder)) { path in
    files[path].map { .text($0) } ?? .missing
  }
}

/// A Compose file with services of these names.
func services(_ names: String...) -> String {
  "services:\n" + names.map { "  \($0): {image: \($0):1}\n" }.joined()
}
