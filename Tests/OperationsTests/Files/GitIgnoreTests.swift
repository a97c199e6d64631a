import Environments
import Processes
import Testing

@testable import Loading
@testable import Operations

struct `Files that git ignores` {
  private static let lists = [
    ".gitignore": """
    # a comment
    *.local
    !keep.local
    /root.env
    build/
    docs/**/secret.env
    **/deep/x
    a/**
    !a/b
    te?t.env
    [a-c]*.key
    [!x]1.pem
    \\#hash
    \\!bang
    trailing.env\u{20}\u{20}
    space\\\u{20}
    *
    !*.*
    !*/
    /only/this
    x/*/y
    """,
    "docker/.gitignore": ".env*\n!.env.example\n/own\n!x.local\n",
    "build/.gitignore": "!kept\n",
    ".git/info/exclude": "excluded.txt\n.env*\n",
  ]

  private static let files = [
    "a.local", "keep.local", "sub/keep.local", "sub/b.local", "root.env", "sub/root.env",
    "build/kept", "build/x.txt", "sub/build/y.txt", "build.txt", "docs/secret.env",
    "docs/a/secret.env", "docs/a/b/secret.env", "other/secret.env", "deep/x", "q/deep/x",
    "q/deep/x/file.txt", "a/b", "a/c.txt", "a/d/e.txt", "test.env", "teest.env", "apple.key",
    "dapple.key", "y1.pem", "x1.pem", "#hash", "!bang", "trailing.env", "space ", "space.txt",
    "plain", "with.dot", "only/this", "sub/only/this", "x/m/y", "x/m/n/y", "x/y",
    "docker/.env", "docker/.env.dev", "docker/.env.example", "docker/own", "docker/sub/own",
    "docker/x.local", "docker/sub/.env", "excluded.txt", "sub/excluded.txt", ".env", ".env.dev",
  ]

  @Test func `are those that git itself ignores`() async throws {
    let checkout = try Checkout()
    _ = await git(["init", "-q"], in: checkout)
    for (file, text) in Self.lists { try checkout.write(file, text) }
    let workspace = try checkout.workspace()

    var ignore = GitIgnore { workspace.read($0) }
    let ours = Self.files.filter { ignore.ignores($0) }
    let answer = await git(
      ["-c", "core.quotePath=false", "check-ignore", "--no-index"] + Self.files, in: checkout)

    #expect(!ours.isEmpty)
    #expect(ours == answer.split(separator: "\n").map(String.init))
  }

  private func git(_ arguments: [String], in checkout: Checkout) async -> String {
    let command = Command(
      "/usr/bin/git", arguments,
      environment: ["HOME": checkout.root, "GIT_CONFIG_NOSYSTEM": "1"],
      workingDirectory: checkout.root)
    return await SubprocessRunner().run(command).output
  }
}
