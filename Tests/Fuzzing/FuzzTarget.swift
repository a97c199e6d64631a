import Glibc

/// What is fed with bytes. Each trap, each hang and each broken promise ends the run.
enum FuzzTarget: String, CaseIterable {
  case answer, yaml, env, interpolation, compose, docker, keys, logs, text

  /// libFuzzer calls one function, so there is one target a process.
  static let chosen: FuzzTarget = {
    guard let name = getenv("FUZZ_TARGET").map({ String(cString: $0) }),
      let target = FuzzTarget(rawValue: name)
    else { fatalError("FUZZ_TARGET is none of \(allCases.map(\.rawValue))") }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .answer: AnswerTarget.run(bytes)
    case .yaml: YAMLTarget.run(bytes)
    case .env: EnvTarget.run(bytes)
    case .interpolation: InterpolationTarget.run(bytes)
    case .compose: ComposeTarget.run(bytes)
    case .docker: DockerTarget.run(bytes)
    case .keys: KeysTarget.run(bytes)
    case .logs: LogsTarget.run(bytes)
    case .text: TextTarget.run(bytes)
    }
  }
}

/// What must hold for every input; the words are the name of the crash.
func promise(_ holds: Bool, _ words: @autoclosure () -> String) {
  if !holds { fatalError("broken promise: \(words())") }
}
