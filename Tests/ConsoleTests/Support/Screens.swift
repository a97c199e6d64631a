import Canvas
import FoundationEssentials
import Testing

@testable import Console

/// Compares a screen with the one kept in `Screens/NAME.txt`; `UPDATE_SCREENS=1` writes it first.
func expectScreen(
  _ model: Model, _ name: String, location: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let path = folder.path + "/Screens/\(name).txt"
  let shown = view(model).text + "\n"
  if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] == "1" {
    try shown.write(toFile: path, atomically: true, encoding: .utf8)
  }
  let kept = try String(contentsOfFile: path, encoding: .utf8)
  #expect(shown == kept, sourceLocation: location)
}
