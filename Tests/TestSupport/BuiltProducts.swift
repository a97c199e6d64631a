import Glibc

/// The folder of the built programs, which is that of the tests.
package enum BuiltProducts {
  package static let folder: String = {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    let own = String(
      decoding: bytes.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }()
}

/// The sanitizer options of this run, for programs that inherit nothing else of the environment.
package enum SanitizerOptions {
  package static var inherited: [String: String] {
    var options: [String: String] = [:]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      options[name] = getenv(name).map { String(cString: $0) }
    }
    return options
  }
}
