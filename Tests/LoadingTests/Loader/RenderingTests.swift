import Environments
import Loading
import Testing

struct `The configuration of the workload` {
  @Test func `units are numbers, keys are sorted, secrets and triptych's own keys are left out`() {
    let environment = Project([
      "configs/environment/dev.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: dev, env_files: [.env]}
      logging: {level: debug}
      debug: {enabled: true}
      endpoints: {public: "https://u:password@h", quotes: "http://quotes:${PORT}"}
      api:
        max_request_body: 1MiB
        tls: {key: null}
        timeouts: {request: 1m30s}
      quotes: {symbols: [A, B]}
      """,
      ".env": "PORT=8081\n",
    ]).loaded().environments[0]

    #expect(
      environment.renderedConfiguration == """
        {
          "api" : {
            "max_request_body" : 1048576,
            "timeouts" : {
              "request" : 90000
            },
            "tls" : {
              "key" : null
            }
          },
          "debug" : {
            "enabled" : true
          },
          "endpoints" : {
            "quotes" : "http://quotes:8081"
          },
          "environment" : {
            "name" : "dev",
            "tier" : "development"
          },
          "logging" : {
            "level" : "debug"
          },
          "quotes" : {
            "symbols" : [
              "A",
              "B"
            ]
          },
          "schema_version" : 1
        }

        """)
  }
}
