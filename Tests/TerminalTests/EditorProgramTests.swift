import FoundationEssentials
import Glibc
import TestSupport
import Testing

struct `An editor that cannot be started` {
  @Test(arguments: [
    (
      "nonesuch",
      "✗ The editor nonesuch of EDITOR is not on PATH (export EDITOR=nano, or another); configs/"
    ),
    (
      "nonesuch --wait -x",
      "✗ The editor nonesuch of EDITOR is not on PATH (export EDITOR=nano, or another);"
    ),
    ("/no/such/ed", "✗ The editor /no/such/ed of EDITOR does not exist (export EDITOR=nano"),
    ("ROOT/plain", "/plain of EDITOR is not executable (export EDITOR=nano"),
    ("ROOT", "of EDITOR is a folder (export EDITOR=nano"),
    ("ROOT/broken", "/broken of EDITOR could not be started; does its interpreter exist? (export"),
    ("false", "✗ The editor false of EDITOR ended with exit code 1; configs/"),
  ])
  func `is named, with the cause and how to choose another`(editor: String, said: String) throws {
    try Console.write("plain", "x")
    chmod(Console.root + "/plain", 0o644)
    try Console.write("broken", "#!/no/such/interpreter\n")
    chmod(Console.root + "/broken", 0o755)
    let session = try Console.open(
      environment: ["EDITOR": editor.replacing("ROOT", with: Console.root)], columns: 200)
    try session.wait(for: "log level")

    session.press("d<down>e")

    try session.wait(for: said, timeoutMilliseconds: 30_000)
    #expect(session.isAlternateScreen)
  }

  @Test func `of VISUAL is named before that of EDITOR`() throws {
    let session = try Console.open(
      environment: ["VISUAL": "nonesuch", "EDITOR": "true"], columns: 200)
    try session.wait(for: "log level")

    session.press("d<down>e")

    try session.wait(
      for: "The editor nonesuch of VISUAL is not on PATH", timeoutMilliseconds: 30_000)
  }
}
