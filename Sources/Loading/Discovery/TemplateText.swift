import Environments

/// What a generator of projects fills in, such as `{{ cookiecutter.slug }}`: a file or a folder with it is there to be filled
/// in first.
enum TemplateText {
  private static let openings = ["{{", "{%", "[[", "<%", "${"]

  /// Whether the name of a file or a folder has a placeholder.
  static func isName(_ name: String) -> Bool {
    if openings.contains(where: name.contains) { return true }
    // As giter8 and others write it: `$name$`, `%name%`.
    return ["$", "%"].contains { sign in
      name.split(separator: Character(sign), omittingEmptySubsequences: false).count > 2
    }
  }

  /// Where a Compose file has a placeholder in place of what Compose could read: where YAML ends at it, or where it is the
  /// name of a service or an image. The `{{.Name}}` in an option is meant for the engine.
  static func placeholder(
    in text: String, parsedAs parsed: YAMLDocument.Parsed
  ) -> Location? {
    guard text.contains("{{") || text.contains("{%") || text.contains("<%") else { return nil }
    if let broken = parsed.diagnostics.first(where: { $0.severity == .error })?.location {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let isThere =
        lines.indices.contains(broken.line - 1)
        && ["{{", "{%", "<%"].contains(where: lines[broken.line - 1].contains)
      if isThere { return broken }
    }
    for service in parsed.node?["services"]?.fields ?? [] {
      if service.key.contains("{{") { return service.keyLocation }
      if let image = service.value["image"], image.text?.contains("{{") == true {
        return image.location
      }
    }
    return nil
  }
}
