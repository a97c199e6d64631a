import Environments
import Testing

struct `A path below a rendered revision` {
  @Test(arguments: [
    (".triptych/run/dev/0123456789ab/config", ".triptych/run/dev/config"),
    (".triptych/run/dev/0123456789ab", ".triptych/run/dev"),
    (".triptych/run/dev/0123456789ab/secrets/key", ".triptych/secrets/dev/key"),
    (".triptych/run/dev/0123456789ab/secrets", ".triptych/secrets/dev"),
    (".triptych/run/dev/0123456789/x", ".triptych/run/dev/0123456789/x"),
    (".triptych/run/development/0123456789ab/x", ".triptych/run/development/0123456789ab/x"),
    (".triptych/run/dev", ".triptych/run/dev"), ("docker/x", "docker/x"),
  ])
  func `is a copy of what has no revision in its path`(path: String, source: String) {
    #expect(RenderedPath.source(of: path, in: "dev") == source)
  }
}
