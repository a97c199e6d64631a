import Operations
import Testing

extension `On a real engine` {
  /// Every row is a Compose project of its own. All are staged at once, then each is compared with its row.
  struct `One verdict in every situation` {
    @Test(arguments: StagedSituation.all)
    func `is the one of the table`(situation: StagedSituation) async throws {
      let row = try #require(Situation.all.first { $0.name == situation.name })

      let sight = try #require(await Stage.sights.value[situation.name]).get()

      #expect(sight.text == situation.text(of: row), "\(sight.evidence)")
    }

    @Test func `at least fifteen rows are proven`() {
      #expect(Set(StagedSituation.all.map(\.name)).count >= 15)
    }
  }
}

/// What the commands said of all situations.
private enum Stage {
  /// A task of its own, because all tests wait for the same one.
  static let sights = Task {
    await withTaskGroup(of: (String, Result<Sight, any Error>).self) { group in
      var sights: [String: Result<Sight, any Error>] = [:]
      // The engine starts once, before all of them want it.
      _ = try? await PrivateEngine.shared.docker()
      // More at a time would make the machine, and not the programs, decide how long a launch takes.
      for (index, situation) in StagedSituation.all.enumerated() {
        if index >= 6, let (name, sight) = await group.next() { sights[name] = sight }
        group.addTask {
          do {
            return (situation.name, .success(try await situation.seen(as: "t-sit-\(index)")))
          } catch { return (situation.name, .failure(error)) }
        }
      }
      for await (name, sight) in group { sights[name] = sight }
      return sights
    }
  }
}
