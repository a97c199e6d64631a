/// One key of an environment's YAML: everything that is known of it, said once.
///
/// Never changed, so that it might be a struct; but every setting of every environment names its key, and to copy one
/// reference from two threads is less than to copy six.
package final class SchemaKey: Sendable {
  package enum Reader: String, Hashable, Sendable { case triptych, workload, compose }

  /// Dotted; `*` stands for a name the author chooses, such as `variables.*.type`.
  package let path: String
  package let type: SchemaType
  /// As one would write it in the file; `nil` when nothing stands in.
  package let defaultText: String?
  package let isRequired: Bool
  package let readers: [Reader]
  /// Whether texts may hold `${NAME}`; not where the value decides which variables there are.
  package let interpolates: Bool
  /// One sentence for docs and editors.
  package let summary: String
  /// What the tiers ask of it; `nil` when nothing.
  package let tiers: String?

  private init(
    _ path: String, _ type: SchemaType, readers: [Reader], default text: String? = nil,
    required: Bool = false, interpolates: Bool = true, tiers: String?, _ summary: String
  ) {
    self.path = path
    self.type = type
    defaultText = text
    isRequired = required
    self.readers = readers
    self.interpolates = interpolates
    self.summary = summary
    self.tiers = tiers
  }

  /// A key that triptych reads and the workload does not see.
  static func own(
    _ path: String, _ type: SchemaType, default text: String? = nil, required: Bool = false,
    interpolates: Bool = true, tiers: String? = nil, _ summary: String
  ) -> SchemaKey {
    SchemaKey(
      path, type, readers: [.triptych], default: text, required: required,
      interpolates: interpolates, tiers: tiers, summary)
  }

  /// A key that is rendered for the workload.
  static func workload(
    _ path: String, _ type: SchemaType, tiers: String? = nil, _ summary: String
  ) -> SchemaKey {
    SchemaKey(path, type, readers: [.workload], tiers: tiers, summary)
  }
}
