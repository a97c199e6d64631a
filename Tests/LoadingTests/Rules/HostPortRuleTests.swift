import Environments
import Loading
import Testing

/// Each rule with its violations. A project without violations has no findings.
struct `Host ports of one environment` {
  @Test func `a host port is published once`() {
    let services = """

        a: {image: "a:1", ports: ["3030:3030", "3030:80", "53:53/udp", "9000-9009:9000-9009"]}
        b: {image: "a:1", ports: ["127.0.0.1:3030:1", "53:53", "127.0.0.1:${PORT}:2"]}
        c: {image: "a:1", ports: ["9005:1", "127.0.0.2:${PORT}:2", "9100-9110:80", "9100:81"]}
        d: {image: "a:1", network_mode: host, ports: ["3030:3030"]}
        e: {image: "a:1", profiles: [other], ports: ["3030:3030"]}
        f: {image: "a:1", ports: [{target: 1, published: "3030", mode: host, host_ip: "::1"}]}
      """

    let found = Project([
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: one, compose_files: [compose.yml], env_files: [.env]}
      """,
      "compose.yml": "services:" + services + "\n", ".env": "PORT=70\n",
    ]).loaded().violations.filter { $0.code == "NET03" }

    #expect(
      text(found) == """
        compose.yml:2:42: error: service a publishes host port 3030 twice [NET03]
          see: compose.yml:2:29
          hint: publish one of them on another port
        compose.yml:3:29: error: services a and b both publish host port 3030 [NET03]
          see: compose.yml:2:29
          hint: publish one of them on another port
        compose.yml:4:29: error: services a and c both publish host port 9005 [NET03]
          see: compose.yml:2:66
          hint: publish one of them on another port
        compose.yml:7:29: error: services a and f both publish host port 3030 [NET03]
          see: compose.yml:2:29
          hint: publish one of them on another port
        """)
  }
}
