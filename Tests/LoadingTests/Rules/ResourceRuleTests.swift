import Environments
import Loading
import Testing

/// The rules that compare resources with each other, with other environments and with the host.
struct `Rules of resources` {
  private func project(_ settings: String, service: String) -> Project {
    Project([
      "configs/environment/base.yaml": "schema_version: 1",
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: staging}
      target: {project: one, compose_files: [compose.yml]}
      \(settings)
      """,
      "compose.yml": """
      services:
        api:
          image: a:1
          restart: always
          logging: {driver: local}
          healthcheck: {test: [CMD, x]}
          volumes: ["data:/var/lib/trading", "./config:/etc/trading:ro"]
          \(service)
      """,
    ])
  }

  private func violations(_ settings: String, service: String) -> String {
    text(project(settings, service: service).loaded().violations)
  }

  private let limits = "deploy: {resources: {limits: {cpus: \"1\", memory: 100M}}}"

  @Test func `the caches of all connections and what is mapped are held against half of the limit`()
  {
    func settings(_ cache: String) -> String {
      "database: {path: /var/lib/trading/t.db, cache_size: \(cache), mmap_size: 10MiB, pool: {readers: 3}}"
    }

    #expect(violations(settings("10MiB"), service: limits) == "")
    #expect(
      violations(settings("11MiB"), service: limits) == """
        configs/environment/one.yaml:4:53: error: 4 connections with 11 MiB of cache each and 10 MiB mapped are more than half of the 100 MiB that api may take [DB04]
          see: compose.yml:8:54
          see: configs/environment/one.yaml:4:71
          hint: lower database.cache_size, database.mmap_size or database.pool.readers, or raise the limit
        """)
  }

  @Test func `a service without the database's volume does not own it`() {
    let settings = "database: {path: /data/t.db, cache_size: 1GiB}"

    #expect(violations(settings, service: limits) == "")
  }

  @Test func `the service that owns the database has one replica`() {
    let replicas =
      "deploy: {replicas: 2, resources: {limits: {cpus: \"1\", memory: 100M}}}"

    #expect(
      violations("database: {path: /var/lib/trading/t.db}", service: replicas) == """
        compose.yml:8:24: error: service api has 2 replicas on one database file [RES03]
          see: configs/environment/one.yaml:4:18
          hint: set deploy.replicas to 1
        """)
    #expect(violations("database: {path: /data/t.db}", service: replicas) == "")
  }

  @Test func `the engine waits longer than the service needs to stop`() {
    let settings = "api: {timeouts: {shutdown: 10s}}"

    #expect(violations(settings, service: "stop_grace_period: 11s\n    \(limits)") == "")
    #expect(
      violations(settings, service: "stop_grace_period: 10s\n    \(limits)") == """
        compose.yml:8:24: error: service api is killed 10s after it is asked to stop, and may take 10s to do so [STP01]
          see: configs/environment/one.yaml:4:28
          hint: make stop_grace_period longer than api.timeouts.shutdown
        """)
    #expect(violations(settings, service: limits).hasPrefix("compose.yml:2:3: error: service api"))
  }

  // MARK: Between environments

  private func two(_ compose: String, _ other: String? = nil) -> Project {
    Project([
      "configs/environment/base.yaml": "schema_version: 1\nenvironment: {tier: staging}",
      "configs/environment/a.yaml": "target: {project: trading-a, compose_files: [a/c.yml]}",
      "configs/environment/b.yaml": "target: {project: trading-b, compose_files: [b/c.yml]}",
      "a/c.yml": compose, "b/c.yml": other ?? compose,
    ])
  }

  @Test func `what each project names by itself is its own`() {
    let compose = """
      volumes: {data: , more: {name: "trading-a-more"}}
      networks: {default: {driver: bridge}}
      secrets: {token: {file: "${TRIPTYCH_SECRETS:?}/token"}, near: {file: ./near}}
      """

    #expect(
      text(
        two(compose, compose.replacing("trading-a-more", with: "trading-b-more")).loaded()
          .violations) == "")
  }

  @Test func `volumes, networks and secret files that two environments use are errors`() {
    let compose = """
      volumes: {data: {name: shared}}
      networks: {proxy: {external: true}}
      secrets: {token: {file: /etc/token}}
      """

    #expect(
      text(two(compose).loaded().violations) == """
        b/c.yml:1:24: error: a and b share the volume shared [ISO02]
          see: a/c.yml:1:24
          hint: leave out name: and external:, so that each project has its own
        b/c.yml:2:30: error: a and b share the network proxy [ISO02]
          see: a/c.yml:2:30
          hint: leave out name: and external:, so that each project has its own
        b/c.yml:3:25: error: a and b share the secret file /etc/token [ISO02]
          see: a/c.yml:3:25
          hint: give each environment a file of its own, below TRIPTYCH_SECRETS
        """)
  }

  @Test func `the volume of another environment's project is an error where it is named`() {
    let found = two("volumes: {data: }", "volumes: {data: {name: trading-a_data}}").loaded()

    #expect(
      text(found.violations) == """
        b/c.yml:1:24: error: b uses trading-a_data, a volume of a [ISO02]
          hint: leave out name: and external:, so that each project has its own
        """)
  }

  private let demanding = """
    services:
      s:
        image: a:1
        restart: always
        logging: {driver: local}
        healthcheck: {test: [CMD, x]}
        deploy:
          replicas: 2
          resources:
            limits: {cpus: "1", memory: 2G}
            reservations: {cpus: "0.5", memory: 1G}
    """

  private func crowded(_ host: EngineHost) -> String {
    let hosts = ["a": host, "b": host]
    return text(
      two(demanding).loaded().resolved(
        [:], hosts: hosts, root: "/r", read: { _ in .missing },
        fingerprint: { _ in Fingerprint("f") }
      ).violations)
  }

  @Test func `what environments on one engine reserve together is held against its host`() {
    let host = EngineHost(id: "x", name: "tiny", processors: 2, memory: 3 << 30)

    #expect(
      crowded(host) == """
        b/c.yml:11:45: error: a and b would reserve 4.0 GiB of memory, but tiny has 3.0 GiB [RES02]
          see: a/c.yml:11:45
          hint: lower the reservations, or move an environment to another engine
        """)
  }

  @Test func `limits beyond the host are a warning, and processors count as well`() {
    var host = EngineHost(id: "x", name: "tiny", processors: 2, memory: 7 << 30)
    #expect(
      crowded(host).hasPrefix(
        "b/c.yml:10:37: warning: a and b could take 8.0 GiB of memory, but tiny has 7.0 GiB [RES02]"
      ))

    host.processors = 1
    #expect(
      crowded(host).hasPrefix(
        "b/c.yml:11:45: error: a and b would reserve 2.0 processors, but tiny has 1 [RES02]"))

    host.processors = 2
    host.memory = 8 << 30
    #expect(crowded(host) == "")
  }

  @Test func `engines by themselves are judged by themselves`() {
    let host = EngineHost(id: "x", name: "tiny", processors: 2, memory: 4 << 30)
    var other = host
    other.id = "y"

    let configuration = two(demanding).loaded().resolved(
      [:], hosts: ["a": host, "b": other], root: "/r", read: { _ in .missing },
      fingerprint: { _ in Fingerprint("f") })

    #expect(text(configuration.violations) == "")
  }
}
