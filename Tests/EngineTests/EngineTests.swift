import Testing

/// All tests on the real engine, one after the other: some of them kill it.
@Suite(.serialized, .enabled(if: PrivateEngine.isPossible), .timeLimit(.minutes(3)))
struct `On a real engine` {}
