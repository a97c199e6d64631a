import Environments

/// Which environments there are, by the names of their files.
struct EnvironmentFiles {
  static let baseName = "base"

  /// By name, `base` included.
  private(set) var files: [String: String] = [:]
  private(set) var localFiles: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Sorted, without `base`.
  var names: [String] { files.keys.filter { $0 != Self.baseName }.sorted() }

  init(_ paths: [String]) {
    for path in paths.sorted() { add(path) }
    for (name, path) in localFiles.sorted(by: { $0.key < $1.key }) where files[name] == nil {
      report(
        "SET08", "there is no environment \(name) that this file could override", path,
        hint: NearestName.of(name, among: names).map { "did you mean \($0).local.yaml?" })
    }
  }

  private mutating func add(_ path: String) {
    guard let file = path.split(separator: "/").last, file.hasSuffix(".yaml") else { return }
    let stem = file.dropLast(".yaml".count)
    let isLocal = stem.hasSuffix(".local")
    let name = String(isLocal ? stem.dropLast(".local".count) : stem)
    guard TextForms.isSlug(name) else {
      report(
        "SET06", "the file's name is no name for an environment", path,
        hint: "lower-case letters, digits and hyphens, at most 31, starting with a letter")
      return
    }
    if isLocal { localFiles[name] = path } else { files[name] = path }
  }

  private mutating func report(_ code: String, _ message: String, _ path: String, hint: String?) {
    let place = Location(file: path, line: 1, column: 1)
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }
}
