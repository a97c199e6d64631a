import Environments
import TestSupport
import Testing

@testable import Engine

struct `Asking an engine about itself` {
  private let fake = FakeEngine()

  @Test func `it reports its version`() async {
    #expect(await engine(fake).version() == .success("20.10.24+dfsg1"))
  }

  @Test func `it reports its host`() async {
    fake.set {
      $0.processors = 8
      $0.memory = 33_554_432
    }

    let host = await engine(fake).host()

    #expect(
      host == .success(EngineHost(id: "ENGI:NE", name: "box", processors: 8, memory: 33_554_432)))
  }

  @Test func `it reports its identity, and its time in any time zone`() async {
    fake.set { $0.systemTime = "2026-11-23T01:00:00.5+01:00" }

    let identity = await engine(fake).identity()

    #expect(
      identity
        == .success(EngineIdentity(id: "ENGI:NE", timeNanoseconds: 1_795_392_000_500_000_000)))
  }

  @Test func `one that reports no resources has no host`() async {
    fake.set {
      $0.processors = 0
      $0.memory = 0
    }

    #expect(
      await engine(fake).host().fault
        == .unreachable(
          "No Docker engine answers at \(fake.address): it does not report its processors and memory."
        ))
  }

  @Test func `one that reports no time has no identity`() async {
    fake.set { $0.systemTime = "soon" }

    #expect(
      await engine(fake).identity().fault
        == .unreachable("No Docker engine answers at \(fake.address): it does not identify itself.")
    )
  }

  @Test func `it tells which images it lacks, in the order asked`() async {
    fake.set { $0.images = ["registry:5000/team/img:1"] }

    let missing = await engine(fake).missing(of: ["b:1", "registry:5000/team/img:1", "a@sha256:1"])

    #expect(missing == .success(["b:1", "a@sha256:1"]))
    #expect(fake.state.requests.last?.target == "/v1.41/images/a%40sha256:1/json")
  }

  @Test func `images that it does not tell are none that it lacks`() async {
    fake.set { $0.faults["/images/b:1/json"] = .status(500, "disk is full") }

    #expect(await engine(fake).missing(of: ["b:1"]).fault == .unreachable("disk is full"))
  }
}

struct `Agreeing on a version` {
  private let fake = FakeEngine()

  @Test(arguments: [
    ("1.41", "1.41"), ("1.43", "1.43"), ("1.51", "1.51"), ("1.99", "1.51"), ("2.0", "1.51"),
  ])
  func `the newest that both sides know`(theirs: String, spoken: String) async throws {
    fake.set { $0.apiVersion = theirs }

    _ = try await engine(fake).version().get()

    #expect(fake.state.requests.map(\.version) == [nil, spoken])
  }

  @Test func `an engine that is too old is told from one that is not there`() async {
    fake.set { $0.apiVersion = "1.40" }

    #expect(
      await engine(fake).version().fault
        == .unreachable(
          "The engine at \(fake.address) has API version 1.40; triptych needs 1.41 "
            + "(Docker 20.10) or newer."))
    #expect(fake.asked == ["/_ping"])
  }

  @Test(arguments: [nil, "new", "1"])
  func `an answer without a version of the API is not from an engine`(version: String?) async {
    fake.set { $0.apiVersion = version }

    #expect(
      await engine(fake).version().fault
        == .unreachable(
          "No Docker engine answers at \(fake.address): it answers HTTP 200 and reports no version of its API."
        ))
  }

  @Test func `it is agreed once for each connection`() async throws {
    let engine = engine(fake)

    _ = try await engine.version().get()
    _ = try await engine.version().get()

    #expect(fake.asked == ["/_ping", "/version", "/version"])
  }
}
