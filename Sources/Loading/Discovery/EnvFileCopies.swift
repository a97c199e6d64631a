import Environments

/// Which sample makes which env file, as the commands of a repository copy them.
struct EnvFileCopies: Sendable {
  struct Copy: Hashable, Sendable {
    /// The env file, relative to the root.
    var path: String
    var sample: String
    var location: Location
  }

  private(set) var all: [Copy] = []
  private var claimed: Set<ExactText> = []

  /// The limit of copies, which people write by hand.
  static let copiesMax = 200

  /// - Parameter exists: whether there is a file. A command whose sample is missing says nothing.
  init(_ commands: [CopyCommand] = [], exists: (String) -> Bool = { _ in false }) {
    for command in commands.prefix(Self.copiesMax) {
      let reading = command.readings.first { sample, copy in
        Self.isEnvFile(copy) && sample != copy && PathPattern(sample).isPlain
          && !sample.hasPrefix("..") && exists(sample)
      }
      guard let reading else { continue }
      all.append(
        Copy(path: reading.copy, sample: reading.sample, location: command.location))
    }
    // A workflow often makes an env file for itself of another sample than people do.
    let ofPeople = Set(all.filter { !$0.isOfWorkflow }.map { ExactText($0.path) })
    all.removeAll { $0.isOfWorkflow && ofPeople.contains(text: $0.path) }
    for copy in all where !Self.isPersonal(copy.path) { claimed.insert(text: copy.sample) }
  }

  /// The env files that commands make, each once.
  var paths: [String] {
    var seen: Set<ExactText> = []
    return all.map(\.path).filter { seen.insert(text: $0) }
  }

  /// The copies that make an env file, one of each sample.
  func copies(to path: String) -> [Copy] {
    var samples: Set<ExactText> = []
    return all.filter { $0.path.isExactly(path) && samples.insert(text: $0.sample) }
  }

  /// Whether commands say what is made of a file, so that its name does not.
  func claims(_ sample: String) -> Bool { claimed.contains(text: sample) }

  private static func isEnvFile(_ path: String) -> Bool {
    guard RepositoryCommands.isEnvFile(path) else { return false }
    return EnvFileName(path.split(separator: "/").last.map(String.init) ?? "").part != .template
  }

  /// Whether the file is for one person's machine, where Compose does not look for it.
  private static func isPersonal(_ path: String) -> Bool {
    let part = EnvFileName(path.split(separator: "/").last.map(String.init) ?? "").part
    if case .environment(let word) = part { return word.kind == .local }
    return part == .personal
  }
}

extension EnvFileCopies.Copy {
  fileprivate var isOfWorkflow: Bool {
    location.file.hasSuffix(".yml") || location.file.hasSuffix(".yaml")
  }

  /// The environment that the sample is named after.
  var word: EnvironmentWord? { EnvFileName.word(ofSample: sample) }
}

extension EnvFileName {
  /// The environment that a sample is named after, such as `.env.prod.example`.
  static func word(ofSample path: String) -> EnvironmentWord? {
    let words = FileNameWords.words(path.split(separator: "/").last ?? "")
    return FileNameWords.environment(
      in: words.filter { $0 != "env" && !FileNameWords.isTemplate([$0]) })?.word
  }
}

extension MissingFile {
  /// The samples that commands in the usual files copy to an env file, where nothing else was read of the repository.
  static func samples(
    copiedTo path: String, for environment: String?, read: (String) -> SourceText
  ) -> [String] {
    guard RepositoryCommands.isEnvFile(path) else { return [] }
    let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let folders = folder.isEmpty ? [""] : ["", folder]
    let commands = folders.flatMap { folder in
      usualFiles.flatMap { name -> [CopyCommand] in
        guard case .text(let text) = read(folder + name) else { return [] }
        return CopyCommand.commands(
          in: text, file: folder + name, of: CommandFiles.kind(of: folder + name))
      }
    }
    let kind = environment.flatMap { EnvironmentWord($0)?.kind }
    let copies = EnvFileCopies(commands) { read($0) != .missing }.copies(to: path).filter {
      $0.word == nil || kind == nil || $0.word?.kind == kind
    }
    let own = copies.filter { $0.word != nil && $0.word?.kind == kind }
    return (own.isEmpty ? copies : own).map(\.sample)
  }

  private static let usualFiles = [
    "README.md", "Makefile", "justfile", "setup.sh", "CONTRIBUTING.md", "INSTALL.md", "DEPLOY.md",
  ]
}
