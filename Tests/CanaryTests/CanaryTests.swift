import Testing

/// Secrets in every place, under every name and in every form, are looked for wherever text leaves triptych.
@Suite(.serialized, .enabled(if: CanaryCheckout.compose != nil, "needs the Compose plugin"))
struct `A canary` {
  @Test func `is planted in at least sixty places`() async throws {
    let run = try await CanaryRun.shared.value

    #expect(Set(run.canaries.all.map { $0.place + $0.name }).count >= 60)
    #expect(Set(run.canaries.all.map(\.text)).count == run.canaries.all.count)
  }

  @Test func `has entered: something else is shown in its place`() async throws {
    let run = try await CanaryRun.shared.value
    let logged = run.printed.filter { $0.name.hasPrefix("triptych logs") }.map(\.text).joined()

    let missing = run.canaries.missing(in: run.printed + run.screens)
    let written = run.canaries.found(in: logged)

    #expect(missing.filter { !written.contains($0) }.map(\.id) == [])
  }

  @Test func `is printed by no subcommand`() async throws {
    let run = try await CanaryRun.shared.value

    #expect(run.leaks(in: run.printed) == "")
  }

  @Test func `is on no screen of the console, wide or narrow`() async throws {
    let run = try await CanaryRun.shared.value

    #expect(run.screens.count > 30)
    #expect(run.leaks(in: run.screens) == "")
  }

  @Test func `is in no file that triptych writes`() async throws {
    let run = try await CanaryRun.shared.value

    let names = run.written.map(\.name)
    #expect(run.leaks(in: run.written) == "")
    for name in [".triptych/triptych.log", ".triptych/activity.jsonl"] {
      #expect(names.contains(name), "\(names)")
    }
  }

  @Test func `is in no argument of a program`() async throws {
    let run = try await CanaryRun.shared.value

    #expect(run.argv.text.contains("--project-directory") || run.argv.text.contains("--env-file"))
    #expect(run.leaks(in: [run.argv]) == "")
  }

  @Test func `that is still shown is shown indeed, or its entry is taken away`() async throws {
    let run = try await CanaryRun.shared.value

    let seen = run.canaries.sightings(in: run.printed + run.screens + run.written + [run.argv]).map(
      \.canary.id)
    #expect(StillShown.all.map(\.id).filter { !seen.contains($0) } == [])
  }
}

extension CanaryRun {
  /// A line `place → way out` for each canary that is seen, and not known to be.
  func leaks(in ways: [WayOut]) -> String {
    canaries.sightings(in: ways).filter { sighting in
      !StillShown.all.contains { $0.id == sighting.canary.id }
    }.map(\.line).joined(separator: "\n")
  }
}
