import Loading
import Testing

/// A bind mount of a file that is missing: the engine would create a folder of its name.
struct `A mounted file that is missing` {
  private func problems(_ volumes: String, _ files: [String: String] = [:]) -> String {
    let own = [
      "configs/environment/dev.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: dev, compose_files: [docker/compose.yml], env_files: [.env]}
      """,
      ".env": "CONF=../nginx.conf\nDB_PASSWORD=hunter2hunter2\n",
      "docker/compose.yml": "services:\n  web:\n    image: a\n    volumes:\n\(volumes)",
    ]
    return text(Project(own.merging(files) { $1 }).loaded().diagnostics)
  }

  @Test func `is told at its line, with the sample to copy`() {
    #expect(
      problems(
        "      - ../.env.staging:/app/.env:ro\n", [".env.staging.example": "A=1\n"]) == """
          docker/compose.yml:5:9: warning: .env.staging is missing, and web mounts it: the engine makes a folder in its place [CMP07]
            hint: cp .env.staging.example .env.staging, and fill it in
          """)
  }

  @Test(arguments: [
    "./nginx.conf:/etc/nginx/nginx.conf", "./nginx.conf:/etc/conf.d", "${FILE:-./nginx.conf}:/x",
    "{type: bind, source: ./nginx.conf, target: /etc/nginx/nginx.conf}",
  ])
  func `is told however it is written`(mount: String) {
    #expect(
      problems("      - \(mount)\n") == """
        docker/compose.yml:5:9: warning: docker/nginx.conf is missing, and web mounts it: the engine makes a folder in its place [CMP07]
          hint: create the file before the first launch
        """)
    #expect(problems("      - \(mount)\n", ["docker/nginx.conf": "a"]) == "")
  }

  @Test func `is found behind a variable`() {
    #expect(
      problems("      - ${CONF}:/etc/nginx.conf\n").contains("warning: nginx.conf is missing"))
  }

  @Test(arguments: [
    "./data:/var/lib/data", "./conf.d:/etc/conf.d", "./app.sock:/app.sock", "./site.com:/www",
    "/etc/app.conf:/etc/app.conf", "../../app.conf:/app.conf", "~/app.conf:/app.conf",
    "nginx.conf:/etc/nginx", "/x.conf", "${NONE:-}/app.conf:/app.conf", "./conf.json/:/conf",
    "${DB_PASSWORD}.json:/x", "./${DB_PASSWORD}.json:/x",
    "{type: bind, source: ./a.conf, target: /a, bind: {create_host_path: false}}",
    "{type: volume, source: a.conf, target: /a}",
  ])
  func `is none where a folder, a socket or another place is meant`(mount: String) {
    #expect(problems("      - \(mount)\n") == "")
  }

  @Test func `a file of configs has the sample to copy, too`() {
    let compose =
      "services: {web: {image: a}}\nconfigs:\n  app:\n    file: ./app.conf\n"

    #expect(
      problems("", ["docker/compose.yml": compose, "docker/app.conf.example": "a"]) == """
        docker/compose.yml:4:11: error: the file docker/app.conf does not exist [FILE01]
          hint: cp docker/app.conf.example docker/app.conf, and fill it in
        """)
  }
}
