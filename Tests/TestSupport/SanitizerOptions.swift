import Glibc

/// What the sanitizers of this run were told, for programs that get nothing else of our environment.
package enum SanitizerOptions {
  package static var inherited: [String: String] {
    var options: [String: String] = [:]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      options[name] = getenv(name).map { String(cString: $0) }
    }
    return options
  }
}
