import FoundationEssentials
import Glibc
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `Watching files` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    try checkout.write("configs/environment/dev.yaml", "a")
    try checkout.write("docker/.env.dev", "a")
    workspace = try checkout.workspace()
  }

  private func events() -> AsyncStream<FileEvent>.Iterator {
    workspace.changes(
      of: ["configs/environment/dev.yaml", "docker/.env.dev", "docker/missing/compose.yml"],
      quietMilliseconds: 5
    ).makeAsyncIterator()
  }

  @Test func `a file that is written is noticed`() async throws {
    var events = events()

    try checkout.write("docker/.env.dev", "b")

    #expect(await events.next() == .changed)
  }

  @Test func `what changed between the reading and the watch is noticed`() async throws {
    let reading = FileMoment.now
    try checkout.write("configs/environment/dev.local.yaml", "a")

    var events = workspace.changes(
      of: ["configs/environment/dev.yaml"], since: reading, quietMilliseconds: 5
    ).makeAsyncIterator()

    #expect(await events.next() == .changed)
  }

  @Test func `what was as it is when the reading began is no change`() throws {
    let files = WatchedFiles(workspace: workspace, files: ["docker/.env.dev"])
    // Kernels from 6.13 on may stamp a file by the exact clock, which is ahead of that of the ticks.
    var exact = timespec()
    clock_gettime(CLOCK_REALTIME, &exact)
    while FileMoment.now <= FileMoment(exact) { sched_yield() }
    let reading = FileMoment.now

    #expect(!files.hasChanges(since: reading))
    try checkout.write("docker/.env.dev", "b")
    #expect(files.hasChanges(since: reading))
  }

  @Test func `a file that an editor replaces is noticed, time after time`() async throws {
    var events = events()

    try checkout.write("docker/.env.dev~", "b")
    checkout.rename("docker/.env.dev~", to: "docker/.env.dev")
    #expect(await events.next() == .changed)
    try AtomicWrite.write([0x63], to: checkout.path("docker/.env.dev"))

    #expect(await events.next() == .changed)
  }

  @Test func `a file that is removed and one that appears are noticed`() async throws {
    var events = events()

    try checkout.remove("docker/.env.dev")
    #expect(await events.next() == .changed)
    try checkout.write("docker/.env.dev", "a")

    #expect(await events.next() == .changed)
  }

  @Test func `an environment that is new is noticed`() async throws {
    var events = events()

    try checkout.write("configs/environment/qa.yaml", "a")

    #expect(await events.next() == .changed)
  }

  @Test func `a file in a folder that did not exist is noticed`() async throws {
    var events = events()

    try checkout.write("docker/missing/compose.yml", "a")

    #expect(await events.next() == .changed)
  }

  @Test func `a folder that is removed and made again goes on being watched`() async throws {
    var events = events()

    try checkout.remove("docker")
    #expect(await events.next() == .changed)
    try checkout.write("docker/.env.dev", "b")
    #expect(await events.next() == .changed)
    try checkout.write("docker/.env.dev", "c")

    #expect(await events.next() == .changed)
  }

  @Test func `a folder that takes the place of another is noticed`() async throws {
    try checkout.write("docker.new/.env.dev", "b")
    var events = events()

    checkout.rename("docker", to: "docker.old")
    checkout.rename("docker.new", to: "docker")

    #expect(await events.next() == .changed)
  }

  @Test(arguments: ["compose.qa.yaml", "deploy/compose.qa.yaml", ".env.qa"])
  func `where nothing is declared, a file that may make an environment is noticed`(file: String)
    async throws
  {
    let foreign = try Checkout()
    try foreign.write("compose.yaml", "a")
    try foreign.write("deploy/compose.yaml", "a")
    var events = try foreign.workspace().changes(
      of: ["compose.yaml", "deploy/compose.yaml"], quietMilliseconds: 5
    ).makeAsyncIterator()

    try foreign.write(file, "a")

    #expect(await events.next() == .changed)
  }

  @Test func `what a link leads to is watched as well`() async throws {
    try checkout.write("shared/env", "a")
    checkout.link("linked.env", to: "shared/env")
    var events = workspace.changes(of: ["linked.env"], quietMilliseconds: 5).makeAsyncIterator()

    try checkout.write("shared/env", "b")
    #expect(await events.next() == .changed)
    try checkout.remove("linked.env")

    #expect(await events.next() == .changed)
  }

  @Test func `a link that is led elsewhere is followed there`() async throws {
    try checkout.write("shared/env", "a")
    try checkout.write("other/env", "a")
    checkout.link("linked.env", to: "shared/env")
    var events = workspace.changes(of: ["linked.env"], quietMilliseconds: 5).makeAsyncIterator()

    checkout.link("linked.new", to: "other/env")
    checkout.rename("linked.new", to: "linked.env")
    #expect(await events.next() == .changed)
    try checkout.write("other/env", "b")

    #expect(await events.next() == .changed)
  }

  /// Where the root is found again after it was moved away, and how it comes back.
  enum Return: CaseIterable {
    case moved, copied, linked, withItsParent
  }

  @Test(arguments: Return.allCases)
  func `a root that is replaced goes on being watched`(way: Return) async throws {
    try checkout.write("above/repo/configs/environment/dev.yaml", "a")
    let workspace = try Workspace(root: checkout.path("above/repo"))
    let files = ["configs/environment/dev.yaml"]
    var events = workspace.changes(of: files, quietMilliseconds: 5).makeAsyncIterator()

    let moved = way == .withItsParent ? "above" : "above/repo"
    checkout.rename(moved, to: "away")
    #expect(await events.next() == .changed)
    // The console has nothing left to watch, and watches the path anew.
    var again = workspace.changes(of: [], quietMilliseconds: 5).makeAsyncIterator()
    switch way {
    case .moved, .withItsParent: checkout.rename("away", to: moved)
    case .copied:
      try FileManager.default.copyItem(
        atPath: checkout.path("away"), toPath: checkout.path(moved))
    case .linked: checkout.link(moved, to: checkout.path("away"))
    }
    #expect(await again.next() == .changed)
    #expect(workspace.read(files[0]) == .text("a"))
    var last = workspace.changes(of: files, quietMilliseconds: 5).makeAsyncIterator()
    try checkout.write("above/repo/configs/environment/dev.yaml", "b")

    #expect(await last.next() == .changed)
  }

  @Test func `the stream ends with the task that follows it`() async throws {
    let stream = workspace.changes(of: ["docker/.env.dev"])
    let task = Task { await stream.first { _ in true } }

    task.cancel()

    #expect(await task.value == nil)
  }
}

struct `What a change means` {
  let checkout: Checkout
  let watch: FileWatch

  init() throws {
    checkout = try Checkout()
    try checkout.write("configs/environment/dev.yaml", "a")
    try checkout.write("docker/.env.dev", "a")
    watch = try FileWatch(
      WatchedFiles(workspace: checkout.workspace(), files: ["docker/.env.dev"]))
  }

  @Test func `other files in a watched folder mean nothing`() throws {
    try checkout.write("docker/notes.md", "b")
    try checkout.write("README.md", "b")
    try checkout.write("configs/environment/.dev.yaml.swp", "b")
    try checkout.write("configs/environment/.dev.yaml", "b")
    try checkout.makeFolder("docker/api")

    #expect(try watch.drain())
  }

  @Test func `reading a watched file means nothing`() throws {
    _ = try checkout.text("docker/.env.dev")

    #expect(try watch.drain())
  }

  @Test func `a folder on the way whose files stay the same means nothing`() throws {
    chmod(checkout.path("docker"), 0o700)

    #expect(try !watch.drain())
    #expect(try !watch.conclude())
  }

  @Test func `a burst of changes is one change`() throws {
    try checkout.write("docker/.env.dev", "b")
    try checkout.write("docker/.env.dev", "c")
    try checkout.write("configs/environment/dev.yaml", "b")

    #expect(try !watch.drain())
    #expect(try watch.conclude())
    #expect(try watch.drain())
  }

  @Test func `a file whose permissions change has changed`() throws {
    chmod(checkout.path("docker/.env.dev"), 0o600)

    #expect(try !watch.drain())
    #expect(try watch.conclude())
    #expect(try watch.drain())
  }
}
