/// Where a value comes from: its layer and, when a file sets it, the position in that file.
package struct Origin: Hashable, Sendable {
  package var layer: Layer
  /// `nil` for values that no file sets: built-in defaults, `--set`, and values that Compose supplies. A default that
  /// follows from the tier has the position of the tier.
  package var location: Location?

  package init(layer: Layer, location: Location? = nil) {
    self.layer = layer
    self.location = location
  }
}

/// One source of settings. Within the settings of an environment, later cases override earlier ones.
package enum Layer: Hashable, Sendable, CustomStringConvertible {
  case builtIn
  case base
  /// Another environment that this one extends.
  case parent(String)
  case environment
  /// What the names of a repository's files imply when no file declares its environments.
  case found
  case local
  case commandLine
  /// A variable of the caller's shell that Compose receives because no `.env` file sets it; its name.
  case shell(String)
  /// A `.env` file; among several, later files override earlier ones.
  case envFile
  case compose

  package var description: String {
    switch self {
    case .builtIn: "built-in"
    case .base: "base"
    case .parent(let name): name
    case .environment: "environment"
    case .found: "found"
    case .local: "local"
    case .commandLine: "--set"
    case .shell(let name): "shell: \(name)"
    case .envFile: "env file"
    case .compose: "compose"
    }
  }
}

/// A position in a text file. Lines and columns count from 1; columns count Unicode scalars.
package struct Location: Hashable, Sendable, CustomStringConvertible {
  /// Relative to the root of the repository.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  /// Two files may have names that only their bytes tell apart.
  package static func == (left: Location, right: Location) -> Bool {
    left.line == right.line && left.column == right.column && left.file.isExactly(right.file)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(line)
    hasher.combine(column)
    file.hashExactly(into: &hasher)
  }
}

extension Value {
  /// The name of its member in JSON, which tells what is no value.
  package var memberName: String {
    switch self {
    case .secret: "fingerprint"
    case .unknown: "unknown"
    default: "value"
    }
  }
}

extension JSONValue {
  /// The value with its type. Amounts are strings as they are written; secrets are their fingerprints.
  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .integer(let number): self = .integer(number)
    case .decimal(let number): self = .decimal(number)
    case .string(let text): self = .string(text)
    case .bytes(let quantity), .duration(let quantity): self = .string(quantity.written)
    case .list(let values): self = .array(values.map(JSONValue.init))
    case .map(let entries): self = .object(entries.mapValues(JSONValue.init))
    case .secret(let fingerprint): self = .string(fingerprint.text)
    case .unknown(let reason): self = .string(reason)
    }
  }

  /// The origin as an object; null when there is none.
  package init(_ origin: Origin?) {
    guard let origin else {
      self = .null
      return
    }
    var entries: [String: JSONValue] = ["layer": .string(origin.layer.description)]
    entries["file"] = origin.location.map { .string($0.file) } ?? .null
    entries["line"] = origin.location.map { .integer($0.line) } ?? .null
    entries["column"] = origin.location.map { .integer($0.column) } ?? .null
    self = .object(entries)
  }
}
