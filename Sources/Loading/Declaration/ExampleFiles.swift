/// The files of an example with three environments of one service, for an empty folder.
package enum ExampleFiles {
  package static let all: [NewFile] =
    [NewFile(path: "compose.yaml", text: compose)]
    + [
      ("dev", "18000", "debug"), ("staging", "28000", "info"), ("prod", "38000", "warn"),
    ].map { NewFile(path: ".env.\($0.0)", text: variables(port: $0.1, level: $0.2)) }
    + [NewFile(path: "configs/environment/base.yaml", text: base)]
    + [("dev", "development"), ("staging", "staging"), ("prod", "production")].map {
      NewFile(path: "configs/environment/\($0.0).yaml", text: environment($0.0, $0.1))
    }

  private static let compose = """
    # What runs. The .env file of each environment fills in the ${…}.
    services:
      web:
        image: nginx:${NGINX_VERSION}
        restart: unless-stopped
        environment:
          LOG_LEVEL: ${LOG_LEVEL}
        ports:
          - 127.0.0.1:${WEB_PORT}:80
        healthcheck:
          test: [CMD, curl, -fsS, http://localhost/]
          interval: 10s
          timeout: 3s
          retries: 3
        logging:
          driver: local
        deploy:
          resources:
            limits:
              cpus: "0.50"
              memory: 64M
            reservations:
              memory: 16M

    """

  private static func variables(port: String, level: String) -> String {
    """
    # What differs between the environments. No secrets: this file is committed.
    NGINX_VERSION=1.27
    WEB_PORT=\(port)
    LOG_LEVEL=\(level)

    """
  }

  private static let base = """
    # What all environments have in common; each one's own file overrides it.
    schema_version: 1
    target:
      compose_files: [compose.yaml]
    variables:
      NGINX_VERSION: {type: string, required: true}
      WEB_PORT: {type: port, required: true}
      LOG_LEVEL: {type: enum, values: [debug, info, warn], required: true}

    """

  private static func environment(_ name: String, _ tier: String) -> String {
    """
    schema_version: 1
    environment:
      tier: \(tier)
    target:
      project: example-\(name)
      env_files: [.env.\(name)]

    """
  }
}
