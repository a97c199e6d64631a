import Environments

/// Names for found environments and projects.
enum EnvironmentName {
  static func unique(_ text: String, among taken: inout Set<String>) -> String {
    let slug = slug(text)
    var name = slug
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(slug.prefix(28))-\(number)"
      number += 1
    }
    return name
  }

  /// Lower-case letters, digits and hyphens, at most 31, starting with a letter.
  static func slug(_ text: String) -> String {
    let mapped = text.lowercased().unicodeScalars.map { scalar -> Character in
      let isFit = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isFit ? Character(scalar) : "-"
    }
    let words = String(mapped).split(separator: "-").joined(separator: "-")
    let slug = words.first.map { $0.isLetter ? words : "env-\(words)" } ?? "env"
    return String(slug.prefix(31)).trimmingHyphens
  }

  /// The project's name that Compose derives from a folder's name.
  static func project(ofFolder folder: String) -> String {
    let fit = folder.lowercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
    }
    return String(fit.drop { $0 == "_" || $0 == "-" })
  }

  /// `.env` for `.env.example`, `prod.env` for `prod.env.sample` or `example.prod.env`.
  static func copy(of template: String) -> String {
    let parts = template.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = parts.last else { return template }
    let kept = file.split(separator: ".", omittingEmptySubsequences: false).filter {
      !FileNameWords.isTemplate([$0.lowercased()])
    }
    return (parts.dropLast() + [kept.joined(separator: ".")[...]]).joined(separator: "/")
  }
}

extension String {
  fileprivate var trimmingHyphens: String {
    var text = self
    while text.last == "-" { text.removeLast() }
    return text
  }
}

/// Assigns each environment the project name that Compose would use, or a unique one where several would be equal.
struct ProjectNames {
  /// The name of the root's folder.
  var folder: String

  func name(_ drafts: inout [Draft], _ variables: (Draft) -> [ExactText: EnvFile.Entry]) {
    for index in drafts.indices {
      drafts[index].project = project(of: drafts[index], variables(drafts[index]))
    }
    let groups = Dictionary(grouping: drafts.indices, by: { drafts[$0].project })
    for (project, members) in groups where members.count > 1 { part(members, of: project, &drafts) }
  }

  /// Only the environment to which commands give a shared name keeps it, or else that of a plain `docker compose` command.
  private func part(_ members: [Int], of project: String, _ drafts: inout [Draft]) {
    let given = members.filter { drafts[$0].givenProject != nil }
    let keeping = given.isEmpty ? members.filter { drafts[$0].isPlain } : given
    for index in members where keeping != [index] {
      let name = drafts[index].name
      drafts[index].project = name.hasPrefix(project + "-") ? name : "\(project)-\(name)"
      drafts[index].notes.append(
        "its project is named \(drafts[index].project) because other environments also use \(project)"
      )
      drafts[index].notes.append(
        "a stack that already runs as \(project) keeps that name, and so do its volumes")
    }
  }

  /// The project's name by Compose's precedence: what commands give, `COMPOSE_PROJECT_NAME`, `name:` of the files, the folder of the
  /// first file.
  private func project(of draft: Draft, _ variables: [ExactText: EnvFile.Entry]) -> String {
    if let given = draft.givenProject { return given }
    if let entry = variables["COMPOSE_PROJECT_NAME"], !entry.value.isSecret,
      !entry.value.revealed.isEmpty
    {
      return EnvironmentName.project(ofFolder: entry.value.revealed)
    }
    if let name = draft.declaredProject, let text = try? Interpolation.parse(name) {
      return EnvironmentName.project(
        ofFolder: text.evaluated { variables[$0]?.value.revealed }.text)
    }
    let last = draft.projectFolder.split(separator: "/").last.map(String.init) ?? folder
    let project = EnvironmentName.project(ofFolder: last)
    return project.isEmpty ? draft.name : project
  }
}
