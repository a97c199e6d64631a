import Environments

/// One `${V}` in a Compose file.
package struct VariableReference: Hashable, Sendable {
  package var name: String
  /// Whether the variable may be unset: `${V:-d}`, `${V-d}`, `${V:+r}` and `${V+r}`.
  package var hasDefault: Bool
  /// Whether Compose fails when the variable is unset: `${V:?e}` and `${V?e}`.
  package var isRequired: Bool
  /// The position of the value that contains it.
  package var location: Location
  /// Whether a message may name it: `s3cret` in `DB_PASSWORD: pa$s3cret` is none.
  package var isQuotable: Bool

  package init(
    name: String, hasDefault: Bool, isRequired: Bool, location: Location, isQuotable: Bool = true
  ) {
    self.isQuotable = isQuotable
    self.name = name
    self.hasDefault = hasDefault
    self.isRequired = isRequired
    self.location = location
  }
}

/// The variables that the texts of a Compose file use. Each text is read once.
struct VariableReferences: Hashable, Sendable {
  private(set) var found: [VariableReference] = []
  /// The positions of the texts that nest `${…}` deeper than is read.
  private(set) var tooDeep: [Location] = []
  /// The part of `found` that stands at a position of the file.
  private var parts: [Place: Range<Int>] = [:]

  private struct Place: Hashable {
    var line: Int
    var column: Int

    init(_ location: Location) {
      line = location.line
      column = location.column
    }
  }

  /// Those in a node of the same file.
  func references(in node: YAMLNode) -> [VariableReference] {
    guard !found.isEmpty else { return [] }
    return switch node.content {
    case .scalar: parts[Place(node.location)].map { Array(found[$0]) } ?? []
    case .sequence(let items): items.flatMap(references)
    case .mapping(let entries): entries.flatMap { references(in: $0.value) }
    }
  }

  /// Adds every `${V}` and `$V` of a text, including nested ones; none for a text that Compose refuses.
  mutating func add(_ text: String, of owner: String, at location: Location) {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return }
    do throws(Interpolation.Malformed) {
      let template = try Interpolation.parse(text)
      // In a list, the item `NAME=value` names its owner itself.
      let owner = owner.isEmpty ? text.beforeEqualsSign : owner
      let isSecret = SecretPatterns.isSecret(owner)
      let start = found.count
      for reference in template.references {
        let isQuotable =
          !isSecret && QuotableName.isQuotable(reference)
          // Nobody writes `${NAME:?}` by accident, not even in a password.
          || reference.isRequired && QuotableName.isOfVariable(reference.name)
          || isSecret && QuotableName.isQuotable(reference, inSecret: template, of: owner)
        found.append(VariableReference(reference, at: location, isQuotable: isQuotable))
      }
      // A text with an anchor is found again at each alias.
      parts[Place(location)] = start..<found.count
    } catch  where error.isTooDeep {
      tooDeep.append(location)
    } catch {
      // Compose refuses the text and says why.
      return
    }
  }
}

extension String {
  fileprivate var beforeEqualsSign: String {
    String(decoding: utf8.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }
}

extension Interpolation.Reference {
  /// Whether Compose fails when it is unset.
  fileprivate var isRequired: Bool { if case .failure = fallback { true } else { false } }
}

extension VariableReference {
  fileprivate init(
    _ reference: Interpolation.Reference, at location: Location, isQuotable: Bool
  ) {
    let (hasDefault, isRequired) =
      switch reference.fallback {
      case .none: (false, false)
      case .value, .replacement: (true, false)
      case .failure: (false, true)
      }
    self.init(
      name: reference.name, hasDefault: hasDefault, isRequired: isRequired, location: location,
      isQuotable: isQuotable)
  }
}

/// The variables that rendering sets for the Compose files, in the last env file of every launch.
package enum RenderedVariable: String, Hashable, Sendable, CaseIterable {
  /// The folder with the configuration that containers read.
  case run = "TRIPTYCH_RUN"
  /// The folder with the environment's secrets.
  case secrets = "TRIPTYCH_SECRETS"
  /// Changes whenever the configuration or a secret does.
  case revision = "TRIPTYCH_REVISION"
  /// Changes whenever a file under `configs:` of the Compose files changes.
  case filesRevision = "TRIPTYCH_FILES_REVISION"

  package var name: String { rawValue }

  static let names = Set(allCases.map(\.rawValue))
}
