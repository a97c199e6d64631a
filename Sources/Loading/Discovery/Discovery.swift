import Environments

/// What the names of files, and a outline into them, say of a repository's environments.
package struct Discovery: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [FoundEnvironment] = []
  /// What the operator should know of the search itself.
  package var diagnostics: [Diagnostic] = []

  /// More than these are not shown: they are no environments of one repository.
  package static let environmentsMax = 60
  /// More Compose files than these are not looked into.
  static let filesMax = 400

  package init() {}

  /// Finds them. Pure but for what `read` reads, which is never more than the files that are listed and those that
  /// they include.
  package init(of listing: RepositoryListing, read: @escaping @Sendable (String) -> SourceText) {
    var repository = RepositoryFiles(listing, read: read)
    var found = repository.environments()
    ProjectNames(folder: listing.folder).name(&found, repository.variables)
    diagnostics = repository.diagnostics(of: found)
    environments = found.map(\.environment).sorted {
      ($0.tier.order, $0.name) < ($1.tier.order, $1.name)
    }
    if environments.count > Self.environmentsMax {
      diagnostics.append(Self.tooMany(environments.count))
      environments.removeSubrange(Self.environmentsMax...)
    }
  }

  private static func tooMany(_ count: Int) -> Diagnostic {
    Diagnostic(
      .warning, "DSC02",
      "\(count) environments were found, and the first \(environmentsMax) are shown",
      hint: "go into the folder of an app, or name it with -C")
  }
}
