import Environments

/// The files that a command gives to Compose, relative to the root.
struct CommandList: Hashable, Sendable {
  var files: [String]
  /// The files of `--env-file`, which may be missing; empty where there is none, or where it is not known which.
  var envFiles: [String] = []
  /// The name of the project; `nil` where none is given, or where it is not known which.
  var project: String?
  /// Whether the files are those that Compose reads by default.
  var isByDefault = false
  var location: Location

  func files(before file: String) -> [String] { Array(files.prefix { $0 != file }) }

  func files(after file: String) -> [String] { Array(files.drop { $0 != file }.dropFirst()) }
}

/// What the commands of a repository give to Compose, by each file. Every command is resolved once.
struct RepositoryCommands: Sendable {
  private var lists: [ExactText: [CommandList]] = [:]
  /// What the words around commands without `-f` name, by the file that Compose reads by default.
  private var told: [ExactText: [ToldEnvironment]] = [:]
  /// Sentences about the commands that name a file by a variable of their shell; each is told once a script.
  private(set) var unread: [String] = []
  /// What they copy.
  let copies: EnvFileCopies

  /// The limit of commands, which people write by hand.
  static let commandsMax = 1_000

  /// The limit of those that are told.
  static let unreadMax = 10

  /// - Parameter known: every Compose file of the repository. A command with another file says nothing.
  init(
    _ commands: [ComposeCommand], known: Set<String>, copies: EnvFileCopies = EnvFileCopies()
  ) {
    self.copies = copies
    let folders = Dictionary(grouping: known.sorted(), by: Self.folder)
    tellUnread(commands.prefix(Self.commandsMax))
    // Without one of its files, a list would say something else.
    for command in commands.prefix(Self.commandsMax) where !command.lacksFile {
      for reading in command.readings {
        let found = Self.resolved(reading, known, folders)
        for reading in found {
          if let told = command.told {
            for file in reading.files.prefix(1) {
              self.told[ExactText(file), default: []].append(told)
            }
            continue
          }
          let isKnown = reading.envFiles.allSatisfy(Self.isEnvFile)
          let list = CommandList(
            files: reading.files, envFiles: isKnown ? reading.envFiles : [],
            project: reading.project.flatMap { TextForms.isProject($0) ? $0 : nil },
            isByDefault: command.files.isEmpty, location: command.location)
          for file in Set(reading.files) { lists[ExactText(file), default: []].append(list) }
        }
        if !found.isEmpty { break }
      }
    }
  }

  private mutating func tellUnread(_ commands: some Sequence<ComposeCommand>) {
    var told: Set<ExactText> = []
    for command in commands {
      for option in command.unknown
      where told.insert(text: "\(command.location.file) \(option)") && unread.count < Self.unreadMax
      {
        unread.append(
          "\(command.location) gives Compose \(option), and only the script knows which file that is"
        )
      }
    }
  }

  /// The lists with a file, in the order of the commands.
  func lists(with path: String) -> [CommandList] { lists[ExactText(path)] ?? [] }

  /// What the words around commands without `-f` name, in the order of the commands.
  func told(of path: String) -> [ToldEnvironment] { told[ExactText(path)] ?? [] }

  /// Whether the path is that of an env file below the root, which need not exist.
  static func isEnvFile(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last, !path.hasPrefix("/"), parts.first?.first != "~",
      parts.first != "..", PathPattern(path).isPlain
    else { return false }
    return EnvFileName(String(name)).isEnvFile || parts.dropLast().contains(".envs")
  }

  /// The known files that the paths can mean. Variables stand for words in the names of files, not of folders.
  private static func resolved(
    _ reading: ComposeCommand.Reading, _ known: Set<String>, _ folders: [String: [String]]
  ) -> [ComposeCommand.Reading] {
    let paths = reading.files
    if paths.isEmpty {
      let files = defaultFiles(among: folders[reading.folder] ?? [])
      return files.isEmpty
        ? []
        : [
          .init(
            folder: reading.folder, files: files, envFiles: reading.envFiles,
            project: reading.project)
        ]
    }
    if paths.allSatisfy(known.contains) { return [reading] }
    let patterns = paths.map { PathPattern($0) }
    guard let index = patterns.firstIndex(where: { !$0.isPlain }) else { return [] }
    return (folders[folder(of: paths[index])] ?? []).compactMap { candidate in
      guard let words = patterns[index].words(in: candidate) else { return nil }
      let files = patterns.compactMap { $0.path(words) }
      guard files.count == paths.count, files.allSatisfy(known.contains) else { return nil }
      let envFiles = reading.envFiles.map { PathPattern($0).path(words) ?? $0 }
      let project = reading.project.map { PathPattern($0).path(words) ?? $0 }
      return ComposeCommand.Reading(
        folder: reading.folder, files: files, envFiles: envFiles, project: project)
    }
  }

  /// What Compose reads without `-f` of the files of a folder: its file and the override beside it.
  private static func defaultFiles(among paths: [String]) -> [String] {
    func named(_ name: ComposeFileName) -> String? {
      paths.filter { ComposeFileName(file(of: $0)) == name }
        .min { ComposeFileName.rank(file(of: $0)) < ComposeFileName.rank(file(of: $1)) }
    }
    guard let main = named(.main) else { return [] }
    return [main] + [named(.override)].compactMap(\.self)
  }

  private static func file(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}

extension ComposeCommand {
  /// Whether one of its Compose files is not known.
  fileprivate var lacksFile: Bool { unknown.contains { !$0.hasPrefix("--env-file") } }
}

/// The files in which people write how Compose is called.
enum CommandFiles {
  /// The limit of files that are read, those nearest to the root first.
  static let filesMax = 60
  /// The limit of bytes that are read of them together.
  static let bytesMax = 1 << 20

  /// Whether a file may hold commands. Only the upper folders count.
  static func mayHold(_ name: String, in folder: String) -> Bool {
    let parts = folder.split(separator: "/")
    guard parts.count < 3 else { return false }
    let lower = name.lowercased()
    if names.contains(lower) || lower.hasPrefix("readme") { return true }
    if endings.contains(where: lower.hasSuffix) { return true }
    if parts.first == ".github" || parts.first == ".circleci" { return lower.hasSuffix("ml") }
    let isProgram = parts.last.map { ["bin", "script", "scripts"].contains($0) } ?? false
    return isProgram && !lower.contains(".")
  }

  /// The commands in the files of a repository.
  static func commands(
    in listing: RepositoryListing, read: (String) -> SourceText
  ) -> (compose: [ComposeCommand], copies: [CopyCommand]) {
    var bytes = 0
    var commands: [ComposeCommand] = []
    var copies: [CopyCommand] = []
    let files = listing.paths.filter { path in
      let parts = path.split(separator: "/")
      return mayHold(String(parts.last ?? ""), in: parts.dropLast().joined(separator: "/"))
    }
    for file in files.prefix(filesMax) where bytes < bytesMax {
      guard case .text(let text) = read(file) else { continue }
      bytes += text.utf8.count
      let kind = kind(of: file)
      commands += ComposeCommand.commands(in: text, file: file, of: kind)
      commands += PlainCommands(text, file: file, of: kind).commands
      copies += CopyCommand.commands(in: text, file: file, of: kind)
    }
    return (commands, copies)
  }

  /// What comments are in a file that may hold commands.
  static func kind(of file: String) -> CommandLines.Kind {
    let name = file.split(separator: "/").last?.lowercased() ?? ""
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return .workflow }
    return name.hasPrefix("readme") || name.hasSuffix(".md") ? .document : .program
  }

  private static let names: Set<String> = [
    "makefile", "gnumakefile", "justfile", ".justfile", "taskfile.yml", "taskfile.yaml",
    "package.json",
    "jenkinsfile", "rakefile", "procfile", ".gitlab-ci.yml", "azure-pipelines.yml",
    "contributing.md", "deploy.md", "deployment.md", "install.md", "development.md",
  ]
  private static let endings = [".sh", ".bash", ".mk", ".just"]
}
