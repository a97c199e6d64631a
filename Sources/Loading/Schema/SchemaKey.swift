/// One key of an environment's YAML: everything that is known of it, said once.
package struct SchemaKey: Hashable, Sendable {
  package enum Reader: String, Hashable, Sendable { case triptych, workload, compose }

  /// Dotted; `*` stands for a name the author chooses, such as `variables.*.type`.
  package var path: String
  package var type: SchemaType
  /// As one would write it in the file; null when nothing stands in.
  package var defaultText: String?
  package var isRequired = false
  package var readers: [Reader]
  /// Whether texts may hold `${NAME}`; not where the value decides which variables there are.
  package var interpolates = true
  /// One sentence for docs and editors.
  package var summary: String
  /// What the tiers ask of it; null when nothing.
  package var tiers: String?
}

extension SchemaKey {
  /// A key that triptych reads and the workload does not see.
  static func own(
    _ path: String, _ type: SchemaType, default text: String? = nil, required: Bool = false,
    interpolates: Bool = true, tiers: String? = nil, _ summary: String
  ) -> SchemaKey {
    SchemaKey(
      path: path, type: type, defaultText: text, isRequired: required, readers: [.triptych],
      interpolates: interpolates, summary: summary, tiers: tiers)
  }

  /// A key that is rendered for the workload.
  static func workload(
    _ path: String, _ type: SchemaType, tiers: String? = nil,
    _ summary: String
  ) -> SchemaKey {
    SchemaKey(
      path: path, type: type, defaultText: nil, readers: [.workload],
      summary: summary, tiers: tiers)
  }
}
