import Glibc

/// A part of the program that is fed with bytes. A trap, a hang or a broken promise ends the run.
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

/// Checks a condition of every input; the words name the crash.
func promise(_ holds: Bool, _ words: @autoclosure () -> String) {
  if !holds { fatalError("broken promise: \(words())") }
}

/// What libFuzzer calls with each input. The target is the environment's `FUZZ_TARGET`.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
