/// Paths below the rendered revisions of an environment, which are copies.
package enum RenderedPath {
  /// What a path below a rendered revision is a copy of: the secret in its own folder, from which the next launch takes
  /// it, or the path without the revision, whose name says nothing that its content does not say. Any other path stays
  /// as it is.
  ///
  /// - Parameter path: relative to the root.
  package static func source(of path: String, in environment: String) -> String {
    let run = ".triptych/run/\(environment)/"
    guard path.utf8.starts(with: run.utf8) else { return path }
    let rest = path.utf8.dropFirst(run.utf8.count)
    let revision = rest.prefix { $0 != UInt8(ascii: "/") }
    guard revision.count == 12, revision.allSatisfy(isHexDigit) else { return path }
    let inside = String(decoding: rest.dropFirst(revision.count + 1), as: UTF8.self)
    if inside.utf8.elementsEqual("secrets".utf8) || inside.utf8.starts(with: "secrets/".utf8) {
      return ".triptych/secrets/\(environment)" + inside.dropFirst("secrets".count)
    }
    return inside.isEmpty ? String(run.dropLast()) : run + inside
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
