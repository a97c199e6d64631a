@testable import Environments
@testable import Loading

/// A small stack with every short form, and what Compose 2.26 prints of it.
enum ComposeFixture {
  static let file = #"""
    name: trading-dev

    services:
      api:
        image: triptych/trading-api:${TRADING_API_VERSION:?set it in docker/.env.dev}
        command: [serve, --role, api]
        ports:
          - 127.0.0.1:${API_PORT}:8080
        environment:
          LOG_LEVEL: ${LOG_LEVEL:-debug}
          WORKERS: 4
          PRICE: 5$$
          EXCHANGE_API_KEY: k-123456
          DATABASE_URL: postgres://trader:hunter2@db/trades
        depends_on:
          migrate:
            condition: service_completed_successfully
          quotes:
            condition: service_healthy
        volumes:
          - data:/var/lib/trading
          - type: bind
            source: ${TRIPTYCH_RUN:?run triptych render dev}/config
            target: /etc/trading
            read_only: true
        secrets: [exchange_key]
        labels:
          triptych.revision: ${TRIPTYCH_REVISION}
          team: trading
        healthcheck:
          test: [CMD, /trading-api, healthcheck]
          interval: 2s
          start_period: 1m30s
        restart: unless-stopped
        deploy:
          resources:
            limits:
              cpus: "0.50"
              memory: 128M
        networks: [internal]

      quotes:
        image: triptych/trading-api:${TRADING_API_VERSION}
        environment:
          - ROLE=quotes
          - UPSTREAM=http://api:${API_PORT}
        healthcheck:
          test: [CMD, /trading-api, healthcheck]
        deploy:
          replicas: 2

      migrate:
        build: ./trading-api
        command: migrate up

    networks:
      internal: {}
    volumes:
      data: {}
    secrets:
      exchange_key:
        file: ./secrets/exchange.key
    """#

  static let override = #"""
    services:
      api:
        environment:
          WORKERS: 2
        deploy:
          resources:
            limits:
              memory: 256M
    """#

  static let json = #"""
    {
      "name": "trading-dev",
      "networks": {
        "default": {
          "name": "trading-dev_default",
          "ipam": {}
        },
        "internal": {
          "name": "trading-dev_internal",
          "ipam": {}
        }
      },
      "secrets": {
        "exchange_key": {
          "name": "trading-dev_exchange_key",
          "file": "/srv/trading/docker/secrets/exchange.key"
        }
      },
      "services": {
        "api": {
          "command": [
            "serve",
            "--role",
            "api"
          ],
          "depends_on": {
            "migrate": {
              "condition": "service_completed_successfully",
              "required": true
            },
            "quotes": {
              "condition": "service_healthy",
              "required": true
            }
          },
          "deploy": {
            "resources": {
              "limits": {
                "cpus": 0.5,
                "memory": "268435456"
              }
            },
            "placement": {}
          },
          "entrypoint": null,
          "environment": {
            "DATABASE_URL": "postgres://trader:hunter2@db/trades",
            "EXCHANGE_API_KEY": "k-123456",
            "LOG_LEVEL": "debug",
            "PRICE": "5$$",
            "WORKERS": "2"
          },
          "healthcheck": {
            "test": [
              "CMD",
              "/trading-api",
              "healthcheck"
            ],
            "interval": "2s",
            "start_period": "1m30s"
          },
          "image": "triptych/trading-api:1.2.0",
          "labels": {
            "team": "trading",
            "triptych.revision": "abc123"
          },
          "networks": {
            "internal": null
          },
          "ports": [
            {
              "mode": "ingress",
              "host_ip": "127.0.0.1",
              "target": 8080,
              "published": "18080",
              "protocol": "tcp"
            }
          ],
          "restart": "unless-stopped",
          "secrets": [
            {
              "source": "exchange_key",
              "target": "/run/secrets/exchange_key"
            }
          ],
          "volumes": [
            {
              "type": "volume",
              "source": "data",
              "target": "/var/lib/trading",
              "volume": {}
            },
            {
              "type": "bind",
              "source": "/srv/trading/.triptych/run/dev/config",
              "target": "/etc/trading",
              "read_only": true
            }
          ]
        },
        "migrate": {
          "build": {
            "context": "/srv/trading/docker/trading-api",
            "dockerfile": "Dockerfile"
          },
          "command": [
            "migrate",
            "up"
          ],
          "entrypoint": null,
          "networks": {
            "default": null
          }
        },
        "quotes": {
          "command": null,
          "deploy": {
            "replicas": 2,
            "resources": {},
            "placement": {}
          },
          "entrypoint": null,
          "environment": {
            "ROLE": "quotes",
            "UPSTREAM": "http://api:18080"
          },
          "healthcheck": {
            "test": [
              "CMD",
              "/trading-api",
              "healthcheck"
            ]
          },
          "image": "triptych/trading-api:1.2.0",
          "networks": {
            "default": null
          }
        }
      },
      "volumes": {
        "data": {
          "name": "trading-dev_data"
        }
      }
    }
    """#

  static func read(_ path: String) -> SourceText {
    switch path {
    case "docker/docker-compose.dev.yml": .text(file)
    case "docker/docker-compose.local.yml": .text(override)
    case "docker/secrets/exchange.key": .text("k\n")
    default: .missing
    }
  }

  /// The length stands for the digest: enough to tell the secrets of these tests apart.
  static let fingerprint: Fingerprinter = { secret in
    Fingerprint("length-\(secret.reveal { $0.count })")
  }

  static let environment = Environment(
    name: "dev", tier: .development,
    target: Target(
      project: "trading-dev",
      composeFiles: ["docker/docker-compose.dev.yml", "docker/docker-compose.local.yml"],
      envFiles: ["docker/.env.dev"]),
    settings: [
      variable("API_PORT", "18080", line: 2), variable("TRADING_API_VERSION", "1.2.0", line: 1),
    ])

  static let resolved = Configuration(environments: [environment]).resolved(
    ["dev": .model(json: json, warnings: [])], root: "/srv/trading", read: read,
    fingerprint: fingerprint)

  private static func variable(_ name: String, _ value: String, line: Int) -> Setting {
    let location = Location(file: "docker/.env.dev", line: line, column: 1)
    return Setting(
      SettingKey(.env, name),
      layerValues: [.init(.string(value), Origin(layer: .envFile, location: location))])
  }
}

extension [Setting] {
  /// One line a setting: source, path, value and origin.
  var listing: String {
    map {
      "\($0.key.source.rawValue) \($0.key.path) = \($0.value.text) <- \($0.winner.origin.words)"
    }
    .joined(separator: "\n")
  }
}
