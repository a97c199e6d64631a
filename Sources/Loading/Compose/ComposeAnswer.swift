import Environments

/// The answer of `docker compose config --format json` for an environment.
package indirect enum ComposeAnswer: Hashable, Sendable {
  /// The resolved model as the JSON that Compose printed (every `$` doubled), with its warnings.
  case model(json: String, warnings: [String])
  /// The resolved model with its secrets masked.
  case masked(MaskedModel, warnings: [String])
  /// Compose refused the files; its message.
  case refused(String)
  /// Compose refused the files because files or variables are missing, and resolved them without these, with
  /// placeholders for the variables. The model serves to show and compare; acts stay refused.
  case partial(ComposeAnswer, refusal: String, placeholders: [Placeholder] = [])
  /// Compose was not asked, because one of the files must not be given to it; which, and why.
  case withheld(String)
  /// Compose is missing or took too long; the reason with its fix.
  case unavailable(String)
}

extension Configuration {
  /// Replaces the settings read from the Compose files by Compose's resolved model, for every environment with an
  /// answer, and checks the rules again. `root` is the absolute path of the checkout, `read` takes paths relative to
  /// it.
  ///
  /// An environment whose files Compose refused keeps them as written. `hosts` are the hosts of the engines that
  /// answered, by the environment's name.
  package func resolved(
    _ answers: [String: ComposeAnswer], hosts: [String: EngineHost] = [:], root: String,
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter
  ) -> Configuration {
    var result = self
    var found: [Diagnostic] = []
    for index in environments.indices {
      result.environments[index].host = hosts[environments[index].name]
      guard let answer = answers[environments[index].name] else { continue }
      found += result.environments[index].resolve(
        answer.inOwnWords(diagnostics), root: root, read: read, fingerprint: fingerprint)
    }
    _ = result.environments.agreeOnSecrets(fingerprint)
    withoutActuallyEscaping(read) { read in
      for index in result.environments.indices {
        result.environments[index].noteIgnoredFiles(read: read)
      }
    }
    // Loading has told of most of the variables that are not set.
    let told = Set(diagnostics.filter { $0.code == "TGT03" }.compactMap(\.location))
    found.removeAll { $0.code == "TGT03" && $0.location.map(told.contains) == true }
    let words = Set(diagnostics.filter { $0.code == "TGT03" }.map(\.message))
    found.removeAll { result.hasTold($0, in: words) }
    result.violations = Loading.violations(of: result.environments) + found.shared()
    result.violations += result.acceptedDifferencesThatLapsed
    return result
  }
}

extension Configuration {
  /// Whether loading has told of what Compose warns of: a variable that nothing sets.
  ///
  /// - Parameter words: those of TGT03.
  fileprivate func hasTold(_ problem: Diagnostic, in words: Set<String>) -> Bool {
    guard problem.code == "CMP03", let variable = UnsetVariable.name(inWarning: problem.message),
      let environment = environments.first(where: { problem.environments.contains($0.name) })
    else { return false }
    return environment.found?.lacks[variable] != nil
      || words.contains(
        UnsetVariable.words(variable == Secret.mask ? nil : variable, of: environment.name))
  }
}

extension Environment {
  /// Applies Compose's answer and returns its problems.
  mutating func resolve(
    _ answer: ComposeAnswer, without lack: ComposeLack = ComposeLack(), root: String,
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter
  ) -> [Diagnostic] {
    switch answer {
    case .refused(let words):
      let words = programMask.shown(words, from: .reader)
      let missing = missingFiles(root: root, read: read)
      composeState = .failed(words)
      let problems = missing.problems(of: name, read: read)
      // Compose names one of them by its absolute path.
      return missing.contains { words.contains($0.path) } ? problems : problems + [refusal(words)]
    case .partial(let answer, let words, let placeholders):
      let words = programMask.shown(words, from: .reader)
      let given = answer.placeholders ?? placeholders
      let lack = ComposeLack(
        missing: missingFiles(root: root, placeholders: given, read: read), placeholders: given)
      let named =
        lack.namedFiles.problems(of: name, read: read)
        + self.problems(of: given, root: root, fingerprint: fingerprint, read: read)
      let problems = resolve(
        answer, without: lack, root: root, read: read, fingerprint: fingerprint)
      composeState = .partial(lack.isEmpty ? words : lack.words)
      return problems + (named.isEmpty ? [refusal(words)] : named)
    case .withheld(let words):
      composeState = .failed(words)
      return [silence(words)]
    case .unavailable(let words):
      let words = programMask.shown(words, from: .other)
      composeState = .unasked(words)
      return [silence(words)]
    case .model(let json, let warnings):
      guard
        let model = MaskedModel(
          answer: json, secrets: knownSecrets, placeholders: lack.placeholders,
          fingerprint: fingerprint)
      else {
        let words = "the answer of docker compose config is not the JSON of a project"
        composeState = .failed(words)
        return [refusal(words)]
      }
      // Compose's model has other names than the files.
      let mask = programMask
      let problems = resolve(
        model, without: lack, root: root, read: read, fingerprint: fingerprint)
      return problems + warnings.map { warning(mask.shown($0, from: .reader), root, read) }
    case .masked(let model, let warnings):
      let problems = resolve(
        model, without: lack, root: root, read: read, fingerprint: fingerprint)
      return problems + warnings.map { warning($0, root, read) }
    }
  }

  private mutating func resolve(
    _ model: MaskedModel, without lack: ComposeLack, root: String,
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter
  ) -> [Diagnostic] {
    // Compose has left out what no profile enables.
    let documents = ComposeDocument.documents(
      target.composeFiles, profiles: nil, read: read
    ).documents
    let names = ComposeNames(root: root)
    // A secret variable is one of the origins, too: a value that interpolates it is not written in the Compose file.
    let variables = settings.filter(\.isOfVariable)
    let layers = ComposeLayers(
      variables: variables.origins,
      masking: ComposeMasking(secrets: knownSecrets, fingerprint: fingerprint))
    var values = ComposeVariables(variables, fingerprint: fingerprint)
    values.add(lack.placeholders)
    let written = withoutActuallyEscaping(read) { read in
      ComposeEntryIndex(ComposeParts(documents, variables: values, root: root, read: read))
    }
    let resolution = ComposeResolution(
      names: names, written: written, layers: layers,
      doubts: ComposeDoubts(
        values: values.values, names: Set(variables.map { ExactText($0.key.path) }),
        included: Set(documents.filter(\.isIncluded).map { ExactText($0.file) })),
      lack: lack)
    let secrets = ComposeSecretFiles(
      environment: name, declared: Set(declaredSecrets.map(\.name)), names: names,
      written: resolution.written, fingerprint: fingerprint
    ).settings(of: model, read: read)

    composeState = .resolved
    unknownParts = model.unknownParts + lack.unknownParts
    doubts = resolution.doubts(about: model)
    services = services(of: model)
    settings = settings.filter { !$0.isOfCompose } + resolution.settings(of: model)
    settings = (settings + secrets.settings).sortedByKey()
    return secrets.diagnostics
  }

  /// The services of the model, in the order of the files.
  private func services(of model: MaskedModel) -> [Service] {
    let known = Dictionary(
      zip(services.map(\.name), services.indices), uniquingKeysWith: { first, _ in first })
    var resolved = model.services
    for index in resolved.indices {
      resolved[index].location = known[resolved[index].name].flatMap { services[$0].location }
    }
    return resolved.sorted {
      (known[$0.name] ?? .max, $0.name) < (known[$1.name] ?? .max, $1.name)
    }
  }

  private func refusal(_ words: String) -> Diagnostic {
    Diagnostic(
      .error, "CMP02", "Compose refuses the files of \(name): \(words.spelledOut)",
      at: target.composeFiles.first.map { Location(file: $0, line: 1, column: 1) },
      environments: [name])
  }

  private func silence(_ words: String) -> Diagnostic {
    Diagnostic(
      .error, "CMP05",
      "Compose cannot be asked about the files of \(name), which are read as written: "
        + words.spelledOut,
      at: target.composeFiles.first.map { Location(file: $0, line: 1, column: 1) },
      environments: [name])
  }

  /// A warning of Compose, at the file that it names, or else at the first one.
  private func warning(
    _ words: String, _ root: String, _ read: (String) -> SourceText
  ) -> Diagnostic {
    if let end = words.firstRange(of: ": "), words.hasPrefix(root + "/") {
      let file = ComposeNames(root: root).relative(String(words[..<end.lowerBound]))
      let said = words[end.upperBound...]
      return Diagnostic(
        .warning, "CMP03", "Compose says: \(String(said).spelledOut)",
        at: Location(file: file, line: read(file).line(ofKeyQuotedIn: said), column: 1),
        environments: [name])
    }
    return Diagnostic(
      .warning, "CMP03", "Compose says of \(name): \(words.spelledOut)",
      at: target.composeFiles.first.map { Location(file: $0, line: 1, column: 1) },
      environments: [name])
  }
}

extension SourceText {
  /// The line of the top-level key that stands between backticks; 1 where there is none.
  fileprivate func line(ofKeyQuotedIn words: Substring) -> Int {
    let parts = words.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count == 3, case .text(let text) = self else { return 1 }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.firstIndex { $0.hasPrefix("\(parts[1]):") }.map { $0 + 1 } ?? 1
  }
}

extension ComposeAnswer {
  /// What stood for variables in a masked answer; `nil` before masking.
  fileprivate var placeholders: [Placeholder]? {
    if case .masked(let model, _) = self { model.placeholders } else { nil }
  }

  /// The same, with our own words for an error of an env file that we found as well: those of Compose quote the file.
  fileprivate func inOwnWords(_ diagnostics: [Diagnostic]) -> ComposeAnswer {
    guard case .refused(let words) = self,
      let own = diagnostics.first(where: { problem in
        guard problem.severity == .error, problem.code.hasPrefix("DOT"),
          let file = problem.location?.file
        else { return false }
        return words.contains("/\(file):") || words.contains(" \(file):")
      }), let location = own.location
    else { return self }
    return .refused("\(location): \(own.message)")
  }
}

extension Setting {
  /// Whether the setting is a variable that Compose replaces.
  var isOfVariable: Bool {
    if key.source == .env || winner.origin.layer == .envFile { return true }
    return if case .shell = winner.origin.layer { true } else { false }
  }

  /// Whether the setting comes from a Compose file, as written or resolved.
  fileprivate var isOfCompose: Bool {
    key.source == .compose || (key.source == .secrets && winner.origin.layer == .compose)
  }
}

extension [Setting] {
  /// The origins of the effective values, by path.
  fileprivate var origins: [ExactText: Origin] {
    Dictionary(
      map { (ExactText($0.key.path), $0.winner.origin) }, uniquingKeysWith: { _, last in last })
  }
}
