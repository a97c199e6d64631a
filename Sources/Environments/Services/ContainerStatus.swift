/// One container as the engine last described it.
package struct ContainerStatus: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case created
    case running
    case paused
    case restarting
    case removing
    case exited(code: Int)
    case dead
  }

  package enum Health: Hashable, Sendable { case none, starting, healthy, unhealthy }

  /// One run of a container's health check.
  package struct Probe: Hashable, Sendable {
    /// Seconds since 1970; `nil` when the engine does not report it.
    package var startedAt: Int?
    package var exitCode: Int
    /// What the check printed, cut.
    package var output: String

    package init(startedAt: Int?, exitCode: Int, output: String) {
      self.startedAt = startedAt
      self.exitCode = exitCode
      self.output = output
    }
  }

  package var id: String
  package var name: String
  package var service: String
  package var number: Int
  package var state: State
  package var health: Health
  package var failingStreak: Int
  /// The first line of the last probe's output, without control characters.
  package var lastProbe: String?
  /// The last runs of its health check, the newest first.
  package var probes: [Probe] = []
  package var restartCount: Int
  package var outOfMemory: Bool
  /// Seconds since 1970; `nil` when the container never started.
  package var startedAt: Int?
  /// The engine's message why the container did not start.
  package var error: String?
  /// The `com.docker.compose.project.working_dir` label.
  package var workingDirectory: String?
  /// The `triptych.revision` label.
  package var revision: String?
  /// Whether `compose run` created it, so that its service is itself and Compose stops it with nothing else.
  package var isOneOff = false
  /// Whether it exposes a port, as a server does and a job does not.
  package var offersPorts = false
  /// The names of the volumes that it uses.
  package var volumes: [String] = []
  /// The secrets that it was created with, which the files may no longer hold.
  package var secrets: [Secret] = []

  package init(
    id: String, name: String, service: String, number: Int = 1, state: State,
    health: Health = .none, failingStreak: Int = 0, lastProbe: String? = nil, restartCount: Int = 0,
    outOfMemory: Bool = false, startedAt: Int? = nil, error: String? = nil,
    workingDirectory: String? = nil, revision: String? = nil
  ) {
    self.id = id
    self.name = name
    self.service = service
    self.number = number
    self.state = state
    self.health = health
    self.failingStreak = failingStreak
    self.lastProbe = lastProbe
    self.restartCount = restartCount
    self.outOfMemory = outOfMemory
    self.startedAt = startedAt
    self.error = error
    self.workingDirectory = workingDirectory
    self.revision = revision
  }
}

/// What an engine reports about one container, in reading order. Secrets are masked before.
package struct ContainerDetails: Hashable, Sendable {
  /// One line: `port`, `127.0.0.1:18080 → 8080/tcp`.
  package struct Fact: Hashable, Sendable {
    package var label: String
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  package var name: String
  package var facts: [Fact]

  package init(name: String, facts: [Fact]) {
    self.name = name
    self.facts = facts
  }
}
