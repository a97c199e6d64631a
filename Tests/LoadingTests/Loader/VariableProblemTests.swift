import Environments
import Loading
import Testing

struct `Problems of variables` {
  /// The problems of one environment file, under the name dev.
  private func problems(
    _ file: String, set overrides: [String] = [], _ others: [String: String] = [:]
  ) -> String {
    var files = others
    files["configs/environment/dev.yaml"] = file
    return text(Project(files).loaded(set: overrides).diagnostics)
  }

  private let head = "schema_version: 1\ntarget: {project: dev}\n"

  @Test func `a variable that no .env file sets is an error where it is used`() {
    let file = """
      schema_version: 1
      target: {project: dev, env_files: [.env]}
      api: {bind: "0.0.0.0:${API_PROT}"}
      quotes: {bind: "0.0.0.0:${", symbols: ["${NO:-X}", "$$5"]}
      health:
        checks:
          - {name: a, type: tcp, host: h, port: "${API_PORT}"}
          - {name: b, type: tcp, host: h, port: "${HOST}"}
      """
    let others = [".env": "API_PORT=1\nHOST=example\n"]

    #expect(
      problems(file, others) == """
        configs/environment/dev.yaml:3:13: error: api.bind: the variable API_PROT is not set by any of the environment's .env files [SET15]
          hint: did you mean API_PORT?
        configs/environment/dev.yaml:4:16: error: quotes.bind: the value holds a ${ that does not start a valid variable [SET14]
          hint: write ${NAME}, or $$ for a dollar sign
        configs/environment/dev.yaml:8:43: error: health.checks.b.port: expected a whole number from 1 to 65535, found text [SET02]
          see: .env:2:1
        """)
  }

  /// Proves `variables.*.type`, `variables.*.values`, `variables.*.required`.
  @Test func `variables are checked against their declarations`() {
    let file = """
      schema_version: 1
      target: {project: dev, env_files: [.env]}
      variables:
        API_PORT: {type: port, required: true}
        MODE: {type: enum, values: [fast, slow]}
        NONE: {type: enum}
        MISSING: {required: true}
        WAIT: {type: duration}
        FLAG: {type: bool}
        SIZE: {type: bytes}
        COUNT: {type: int}
        HOME_URL: {type: url}
        FINE: {type: path}
        1BAD: {}
      """
    let env = """
      API_PORT=70000
      MODE=fsat
      WAIT=5
      FLAG=yes
      SIZE=1MB
      COUNT=1.5
      HOME_URL=host
      FINE=a/b
      MISING=1

      """

    #expect(
      problems(file, [".env": env]) == """
        .env:1:1: error: API_PORT is declared as port: expected a whole number from 1 to 65535 [VAR02]
          see: configs/environment/dev.yaml:4:3
        .env:2:1: error: MODE is declared as enum: expected one of fast, slow [VAR02]
          see: configs/environment/dev.yaml:5:3
          hint: did you mean fast?
        .env:3:1: error: WAIT is declared as duration: expected a duration such as 1m30s [VAR02]
          see: configs/environment/dev.yaml:8:3
        .env:4:1: error: FLAG is declared as bool: expected true or false [VAR02]
          see: configs/environment/dev.yaml:9:3
        .env:5:1: error: SIZE is declared as bytes: expected an amount of memory such as 512MiB [VAR02]
          see: configs/environment/dev.yaml:10:3
        .env:6:1: error: COUNT is declared as int: expected a whole number [VAR02]
          see: configs/environment/dev.yaml:11:3
        .env:7:1: error: HOME_URL is declared as url: expected a URL such as https://example.com/health [VAR02]
          see: configs/environment/dev.yaml:12:3
        configs/environment/dev.yaml:6:3: error: variables.NONE is of type enum and has no values [VAR03]
        configs/environment/dev.yaml:7:3: error: dev needs the variable MISSING, but no .env file sets it [VAR01]
          hint: did you mean MISING?
        configs/environment/dev.yaml:14:3: error: 1BAD is not a valid name for a variable [SET06]
          hint: letters, digits and underscores, not starting with a digit
        """)
  }

  @Test func `an unset variable of Compose files is reported at its position`() {
    let file = """
      schema_version: 1
      environment: {tier: development}
      target: {project: dev, env_files: [.env], compose_files: [compose.yml]}
      """
    let compose = """
      services:
        a:
          image: x:${TAG}
          labels:
            l: ${MUST:?say it} ${TRIPTYCH_RUN} ${OPTIONAL:-d} ${TAG}
      """

    #expect(
      problems(file, [".env": "TAGG=1\n", "compose.yml": compose]) == """
        compose.yml:3:12: warning: TAG is used here but not set by any .env file of dev [TGT03]
          see: configs/environment/dev.yaml:3:24
          hint: did you mean TAGG?
        compose.yml:5:10: error: MUST is used here but not set by any .env file of dev [TGT03]
          see: configs/environment/dev.yaml:3:24
          hint: set it in .env, or write a default
        """)
  }

  @Test func `a required variable that is not set has the line of the sample that sets it`() {
    let file = """
      schema_version: 1
      environment: {tier: development}
      target: {project: dev, env_files: [.env], compose_files: [compose.yml]}
      """
    let compose =
      "services: {api: {image: a, environment: {DB_PASSWORD: \"${DB_PASSWORD:?set it}\"}}}\n"
    let files = [
      ".env": "TAGG=1\n", ".env.example": "# More\nDB_PASSWORD=\n", "compose.yml": compose,
    ]

    #expect(
      problems(file, files).contains(
        """
        error: DB_PASSWORD is used here but not set by any .env file of dev [TGT03]
          see: configs/environment/dev.yaml:3:24
          hint: set it in .env, as at .env.example:2:1
        """))
  }
}
