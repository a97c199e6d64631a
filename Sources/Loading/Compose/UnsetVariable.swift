import Environments

/// A variable that Compose files require, as `${X:?}` and `${X?}` do, and that nothing sets.
struct UnsetVariable: Hashable, Sendable {
  var name: String
  /// The first text that requires it.
  var location: Location
  /// Whether a message may name it.
  var isQuotable: Bool
  /// What all texts that use it accept.
  var shape: Placeholder.Shape
}

extension UnsetVariable {
  /// Whether the program that is asked would heed the variable itself, so that a file must not make it one of the call.
  fileprivate var steersPrograms: Bool {
    Self.prefixes.contains { name.hasPrefix($0) } || Self.names.contains(name)
      || name.lowercased().hasSuffix("_proxy")
  }

  private static let prefixes = [
    "BUILDKIT_", "BUILDX_", "COMPOSE_", "DOCKER_CLI_", "LD_", "OTEL_", "XDG_",
  ]
  private static let names: Set<String> = [
    "DOCKER_API_VERSION", "DOCKER_CERT_PATH", "DOCKER_CONFIG", "DOCKER_CONTEXT", "DOCKER_HOST",
    "DOCKER_TLS", "DOCKER_TLS_VERIFY", "GODEBUG", "GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK",
    "HOME", "PATH", "PWD", "SSL_CERT_DIR", "SSL_CERT_FILE", "TMPDIR",
  ]

  /// What is said of a variable that nothing sets.
  ///
  /// - Parameter name: `nil` where it may not be told.
  static func words(_ name: String?, of environment: String) -> String {
    "\(name ?? "a variable") is used here but not set by any .env file of \(environment)"
  }

  /// The variable that a warning of Compose is about, as it was masked; `nil` where it is about something else.
  static func name(inWarning words: String) -> String? {
    guard
      let end = words.firstRange(of: "\" variable is not set. Defaulting to a blank")?.lowerBound,
      let start = words[..<end].lastIndex(of: "\"")
    else { return nil }
    return String(words[words.index(after: start)..<end])
  }

  /// The line of a sample beside the env file that sets the variable; `nil` when there is none.
  static func hint(
    toSet name: String, in file: String, _ read: (String) -> SourceText
  ) -> String? {
    for sample in MissingFile.samples(of: file) {
      guard case .text(let text) = read(sample),
        let entry = EnvFile.parse(text, file: sample).file.entries.first(where: {
          $0.name.isExactly(name)
        })
      else { continue }
      return "set it in \(file.spelledOut), as at \(entry.location)"
    }
    return nil
  }
}

extension Environment {
  /// The placeholders for all required variables that nothing sets; Compose itself names one at a time.
  ///
  /// - Parameter supplied: the variables that Compose receives besides the files.
  package func placeholders(
    root: String, besides supplied: [String: String], fingerprint: @escaping Fingerprinter,
    read: (String) -> SourceText
  ) -> [Placeholder] {
    let texts = composeTexts(root: root, read: read)
    let unset = unsetVariables(in: texts, besides: supplied, fingerprint)
      .filter { !$0.steersPrograms }
    guard !unset.isEmpty else { return [] }
    // A number that a file holds would be taken for a placeholder.
    let plain = settings.compactMap { setting -> String? in
      guard case .string(let text) = setting.value else { return nil }
      return text
    }
    var number = 61_000
    return unset.map { variable in
      repeat { number += 1 } while (texts.map(\.text) + plain).contains { $0.contains("\(number)") }
      return Placeholder(variable, number: number)
    }
  }

  /// The problems of required variables that nothing sets, each at the first text that requires it.
  func problems(
    of placeholders: [Placeholder], root: String, fingerprint: @escaping Fingerprinter,
    read: (String) -> SourceText
  ) -> [Diagnostic] {
    guard !placeholders.isEmpty else { return [] }
    let names = Set(placeholders.map { ExactText($0.name) })
    return unsetVariables(in: composeTexts(root: root, read: read), besides: [:], fingerprint)
      .filter { names.contains(ExactText($0.name)) }
      .map { variable in
        Diagnostic(
          .error, "TGT03",
          "\(variable.isQuotable ? variable.name : "a variable") is required here and has no value",
          at: variable.location, hint: hint(toSet: variable, read), environments: [name])
      }
  }

  /// The line of a sample that sets the variable, or the file to set it in.
  private func hint(toSet variable: UnsetVariable, _ read: (String) -> SourceText) -> String {
    let file = target.envFiles.last ?? ".env".joined(to: folder)
    guard variable.isQuotable else { return "set it in \(file.spelledOut)" }
    return UnsetVariable.hint(toSet: variable.name, in: file, read)
      ?? "add \(variable.name)=… to \(file.spelledOut)"
  }

  private var folder: ArraySlice<Substring> {
    (target.composeFiles.first ?? "").split(separator: "/").dropLast()
  }

  private func unsetVariables(
    in texts: [ComposeText], besides supplied: [String: String], _ fingerprint: Fingerprinter
  ) -> [UnsetVariable] {
    var values = supplied.mapValues { $0.isEmpty ? "" : "set" }
    for name in RenderedVariable.names { values[name] = "set" }
    values["COMPOSE_PROJECT_NAME"] = "set"
    // Of a secret it is known only whether it is the empty one.
    let empty = Value.secret(fingerprint(Secret("")))
    for setting in settings where setting.isOfVariable {
      switch setting.value {
      case .string(let text): values[setting.key.path] = text
      case let value: values[setting.key.path] = value == empty ? "" : "set"
      }
    }
    var unset: [String: UnsetVariable] = [:]
    var order: [String] = []
    // A variable that is set may require another one.
    repeat {
      let count = order.count
      for text in texts where text.isRequiring {
        for name in text.template.evaluated({ unset[$0] == nil ? values[$0] : "set" }).failures
        where unset[name] == nil && text.inherited[ExactText(name)] == nil {
          order.append(name)
          unset[name] = UnsetVariable(
            name: name, location: text.location, isQuotable: QuotableName.isOfVariable(name),
            shape: .text)
        }
      }
      if order.count == count { break }
    } while true
    guard !order.isEmpty else { return [] }
    for text in texts {
      for reference in text.template.references where unset[reference.name]?.shape == .text {
        unset[reference.name]?.shape = text.shape(of: reference.name)
      }
    }
    // An absolute path would lead out of the repository with the `..` behind it, where Compose must read nothing.
    for text in texts where text.isReadFile {
      for reference in text.template.references { unset[reference.name]?.shape = .text }
    }
    return order.compactMap { unset[$0] }
  }
}
