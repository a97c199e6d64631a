@testable import Loading

enum EnvTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let places = Places(text)
    let (file, diagnostics) = EnvFile.parse(text, file: ".env")
    for problem in diagnostics {
      places.promiseInside(problem.location, problem.code)
      for place in problem.related { places.promiseInside(place, "related of \(problem.code)") }
    }
    for entry in file.entries {
      places.promiseInside(entry.location, "a name")
      promise(!entry.name.isEmpty, "a name is empty")
    }
    promise(Set(file.entries.map(\.name)).count == file.entries.count, "a name stands twice")
  }
}
