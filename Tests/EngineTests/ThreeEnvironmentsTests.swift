import Foundation
import TestSupport
import Testing

extension `On a real engine` {
  /// One launch serves them all; the last test stops what the first has started.
  @Suite(.serialized) struct `The three environments` {
    private let environments = ThreeEnvironments.shared

    @Test func `all of them are up at once, each within 30 s of its launch`() async throws {
      let (root, launches) = try await environments.launched()
      try await environments.writeKeyHeaders()

      let status = try await ShippedExample.shared.triptych(["status"], below: root)

      for (name, launch) in launches {
        #expect(launch.ending == .exited(code: 0), "\(name): \(launch.errors)")
        #expect(launch.took < .seconds(30), "\(name)")
      }
      #expect(
        status.output.split(separator: "\n").filter { $0.hasSuffix("running 4/4") }.count == 3)
    }

    @Test(arguments: ["dev", "staging", "prod"])
    func `each passes the smoke tests that its tier demands`(name: String) async throws {
      let (root, _) = try await environments.launched()
      let consent = ThreeEnvironments.consents[name] ?? []

      let test = try await ShippedExample.shared.triptych(["test", name] + consent, below: root)

      #expect(test.ending == .exited(code: 0), "\(test.output)\(test.errors)")
      #expect(test.output.contains("\(name) is as demanded"))
    }

    @Test func `the same requests are answered as each tier demands`() async throws {
      let answers = try await environments.shell(
        """
        ask() { # URL [OPTIONS]
          curl --silent --insecure --output /dev/null --max-time 5 \
            --write-out '%{http_code} %header{access-control-allow-origin}\n' "$@" || true
        }
        for name in dev staging prod; do
          case $name in
            dev) url=http://127.0.0.1:18080 host=dev. ;;
            staging) url=https://127.0.0.1:28080 host=staging. ;;
            prod) url=https://127.0.0.1:38080 host= ;;
          esac
          key=.triptych/secrets/$name.header
          if [ -e $key ]; then set -- --header @$key; else set --; fi
          echo $name
          echo "  without a key: $(ask $url/orders)"
          echo "  with the key: $(ask $url/orders "$@")"
          echo "  from localhost:3000: $(ask $url/health/live --header 'Origin: http://localhost:3000')"
          echo "  from its console: $(ask $url/health/live --header "Origin: https://console.${host}trading.example")"
          echo "  its configuration: $(ask $url/config "$@")"
          echo "  by TLS 1.2 at most: $(ask $url/health/live --tls-max 1.2)"
          echo "  without TLS: $(ask http://${url#*://}/health/live)"
          echo "  limited to: $(curl --silent --insecure --output /dev/null \
            --write-out '%header{ratelimit-limit}' "$@" $url/orders)"
        done
        """)

      #expect(
        answers == """
          dev
            without a key: 200 
            with the key: 200 
            from localhost:3000: 200 http://localhost:3000
            from its console: 200 
            its configuration: 200 
            by TLS 1.2 at most: 200 
            without TLS: 200 
            limited to: 
          staging
            without a key: 401 
            with the key: 200 
            from localhost:3000: 200 
            from its console: 200 https://console.staging.trading.example
            its configuration: 404 
            by TLS 1.2 at most: 200 
            without TLS: 400 
            limited to: 100
          prod
            without a key: 401 
            with the key: 200 
            from localhost:3000: 200 
            from its console: 200 https://console.trading.example
            its configuration: 404 
            by TLS 1.2 at most: 000 
            without TLS: 400 
            limited to: 400

          """)
    }

    @Test func `each writes the log of its tier, and no key`() async throws {
      let dev = try await log(of: "dev")
      let staging = try await log(of: "staging")
      let prod = try await log(of: "prod")

      #expect(dev.contains { $0.contains(" DEBUG dev/api SQL statement=") })
      #expect(
        staging.contains { $0.contains(#""level":"info","environment":"staging","service":"api""#) }
      )
      #expect(!staging.contains { $0.contains(#""level":"debug""#) })
      #expect(!prod.isEmpty)
      #expect(prod.allSatisfy { $0.contains(#""level":"warning","environment":"prod""#) })
      for name in ["staging", "prod"] {
        let key = try await environments.shell("head -n 1 .triptych/secrets/\(name)/api_keys")
          .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(key.count >= 32)
        #expect(!(staging + prod).contains { $0.contains(key) })
      }
    }

    @Test func `each opens its database as its settings say`() async throws {
      var lines: [String] = []
      for name in ["dev", "staging", "prod"] {
        let status = try await environments.shell(
          "docker exec trading-\(name)-api-1 /trading-api database status")
        let report = try #require(
          try JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any])
        let writer = try #require(report["writer"] as? [String: Any])
        let words = ["journal_mode", "synchronous", "cache_size", "mmap_size", "busy_timeout"]
          .map { "\($0)=\(writer[$0] ?? "")" }
        lines.append("\(name): \(words.joined(separator: " ")) readers=\(report["readers"] ?? "")")
      }

      #expect(
        lines.joined(separator: "\n") == """
          dev: journal_mode=wal synchronous=normal cache_size=-8192 mmap_size=0 busy_timeout=2000 readers=2
          staging: journal_mode=wal synchronous=normal cache_size=-32768 mmap_size=67108864 busy_timeout=5000 readers=4
          prod: journal_mode=wal synchronous=full cache_size=-65536 mmap_size=268435456 busy_timeout=5000 readers=4
          """)
    }

    @Test(arguments: ["dev", "prod"])
    func `the service's own tests pass against its container`(name: String) async throws {
      let target = ".triptych/target-\(name).json"
      let secrets = "$PWD/.triptych/secrets/\(name)"
      let proofs =
        name == "dev"
        ? #""tls": false, "ca": null, "key": null"#
        : #""tls": true, "ca": "\#(secrets)/api_tls_certificate", "key": "$(head -n 1 \#(secrets)/api_keys)""#

      let result = try await environments.shell(
        """
        umask 077
        cat > \(target) <<END
        {"host": "127.0.0.1", "port": \(ThreeEnvironments.ports[name] ?? 0), \(proofs),
         "environment": "\(name)", "config": "$PWD/.triptych/run/\(name)/current/config/config.json"}
        END
        TRADING_API_TARGET="$PWD/\(target)" \
          '\(repository)/docker/trading-api/.build/release/trading-apiPackageTests.xctest' \
          --testing-library swift-testing --filter BlackBox 2>&1 || true
        """, seconds: 120)

      #expect(
        result.contains(/Test run with [2-9][0-9]+ tests in [0-9]+ suites passed/),
        "make test builds them first\n\(result.suffix(2_000))")
    }

    @Test func `no order that was acknowledged is lost when prod is killed under load`()
      async throws
    {
      let client = ThreeEnvironments.client(of: "prod")
      let url = "https://127.0.0.1:38080"

      let counts = try await environments.shell(
        """
        rm -rf .triptych/orders; mkdir .triptych/orders
        place() {
          seq "$1" | xargs -P 4 -I N curl \(client) --max-time 5 --output .triptych/orders/N.json \\
            --header 'Content-Type: application/json' --header 'Idempotency-Key: kill-N' \\
            --data '{"symbol":"AAPL","side":"buy","quantity":1,"limit_price":"0.01"}' \(url)/orders || true
        }
        place 300 & load=$!
        until [ "$(ls .triptych/orders | wc -l)" -ge 60 ]; do sleep 0.05; done
        docker kill --signal KILL trading-prod-api-1 >/dev/null
        wait $load || true
        docker start trading-prod-api-1 >/dev/null
        until curl \(client) --fail --output /dev/null \(url)/health/ready; do sleep 0.2; done
        grep -l '"status":"open"' .triptych/orders/*.json | wc -l
        grep -ho '"id":"[^"]*"' .triptych/orders/*.json | cut -d'"' -f4 |
          sed 's|.*|url = "\(url)/orders/&"|' > .triptych/orders/urls
        curl \(client) --fail --config .triptych/orders/urls | grep -o '"id":"' | wc -l
        """, seconds: 120
      ).split(separator: "\n").compactMap { Int($0) }

      #expect(counts.count == 2)
      #expect((20..<300).contains(counts[0]), "killed too early or too late")
      #expect(counts[0] == counts[1])
    }

    @Test func `Prometheus scrapes every replica`() async throws {
      let wanted = [
        "dev": ["api up", "quotes up"],
        "staging": ["api up", "quotes up", "quotes up"],
        "prod": ["api up", "quotes up", "quotes up", "quotes up"],
      ]
      for (name, port) in ["dev": 19_090, "staging": 29_090, "prod": 39_090] {
        let answer = try await environments.shell(
          "curl --silent --fail 'http://127.0.0.1:\(port)/api/v1/targets?state=active'",
          withinSeconds: 60
        ) { (try? Self.targets(in: $0)) == wanted[name] }

        #expect(try Self.targets(in: answer) == wanted[name])
      }
    }

    /// The replicas that Prometheus knows of the trading service, each with its health.
    private static func targets(in answer: String) throws -> [String] {
      struct Answer: Decodable {
        struct Targets: Decodable { var activeTargets: [Target] }
        struct Target: Decodable {
          var labels: [String: String]
          var health: String
        }
        var data: Targets
      }
      let targets = try JSONDecoder().decode(Answer.self, from: Data(answer.utf8)).data
        .activeTargets
      return targets.compactMap { target in
        guard let job = target.labels["job"], ["api", "quotes"].contains(job) else { return nil }
        return "\(job) \(target.health)"
      }.sorted()
    }

    @Test func `an alert fires and arrives at Alertmanager when a service fails`() async throws {
      _ = try await environments.shell("docker stop --time 1 trading-dev-quotes-1")

      let alerts = try await environments.shell(
        "curl --silent --fail http://127.0.0.1:19093/api/v2/alerts", withinSeconds: 100
      ) { $0.contains(#""alertname":"TradingTargetDown""#) }
      let ready = try await environments.shell(
        "curl --silent http://127.0.0.1:18080/health/ready", withinSeconds: 20
      ) { $0.contains("503") }
      _ = try await environments.shell("docker start trading-dev-quotes-1")

      #expect(alerts.contains(#""alertname":"TradingTargetDown""#))
      #expect(alerts.contains(#""environment":"dev""#))
      #expect(ready.contains("The quotes are"))
    }

    @Test func `each container stays below half of its memory`() async throws {
      let stats = try await environments.shell(
        "docker stats --no-stream --format '{{.Name}} {{.MemUsage}} {{.MemPerc}}' | sort")
      let rows = stats.split(separator: "\n")

      print("Memory beside its limit:\n\(stats)")
      #expect(rows.count == 15)
      #expect(
        rows.filter { (Double($0.split(separator: " ").last?.dropLast() ?? "") ?? 100) > 50 } == [])
    }

    @Test func `all of them are stopped, and what they know stays`() async throws {
      let stops = try await environments.stop()

      let volumes = try await environments.shell("docker volume ls --quiet | grep _data")

      #expect(stops.allSatisfy { $0.ending == .exited(code: 0) })
      #expect(volumes == "trading-dev_data\ntrading-prod_data\ntrading-staging_data\n")
    }

    private func log(of name: String) async throws -> [Substring] {
      try await environments.shell("docker logs trading-\(name)-api-1 2>&1").split(separator: "\n")
    }
  }
}
