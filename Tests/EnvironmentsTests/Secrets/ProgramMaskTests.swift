import Testing

@testable import Environments

/// The messages are those of Compose 2.26 and of Docker 20.10 to 28, with other names.
struct `What programs print` {
  private let mask = ProgramMask(
    KnownSecrets(quotableNames: ["TAG"], unquotableNames: ["s3cret"]),
    names: [
      "services", "api", "db", "environment", "image", "DB_PASSWORD", "docker/compose.yml",
      "letsencrypt", "/var/lib/db",
    ])

  @Test(
    arguments: [
      ("Invalid hostPort: s3cret", "Invalid hostPort: •••"),
      ("invalid IP address: s3cret", "invalid IP address: •••"),
      ("No port specified: s3cret:<empty>", "No port specified: •••"),
      ("invalid spec: s3cret:geheim:x: too many colons", "invalid spec: •••: too many colons"),
      (
        "invalid spec: :/var/lib/db:ro: empty section between colons",
        "invalid spec: :/var/lib/db:ro: empty section between colons"
      ),
      (
        "invalid spec: :/var/lib/db: empty section between colons; without what is missing, it refuses the rest, too",
        "invalid spec: :/var/lib/db: empty section between colons; without what is missing, it refuses the rest, too"
      ),
      (
        "invalid spec: s3cret:/var/lib/db: empty section between colons",
        "invalid spec: •••: empty section between colons"
      ),
      (
        #"service "api" refers to undefined volume letsencrypt: invalid compose project"#,
        #"service "api" refers to undefined volume letsencrypt: invalid compose project"#
      ),
      (
        "error while interpolating services.api.environment.P: required variable X is missing a value: s3cret words",
        "error while interpolating services.api.environment.P: required variable X is missing a value: •••"
      ),
      (
        "error while interpolating services.api.privileged: failed to cast to expected type: invalid boolean: s3cret",
        "error while interpolating services.api.privileged: failed to cast to expected type: invalid boolean: •••"
      ),
      (
        #"error while interpolating services.api.cpus: failed to cast to expected type: strconv.ParseFloat: parsing "s3cret": invalid syntax"#,
        #"error while interpolating services.api.cpus: failed to cast to expected type: strconv.ParseFloat: parsing "•••": invalid syntax"#
      ),
      (
        "decoding failed due to the following error(s):\n\nerror decoding 'services[api].extra_hosts': invalid additional host, missing IP: s3cret",
        "decoding failed due to the following error(s):\n\nerror decoding 'services[api].extra_hosts': invalid additional host, missing IP: •••"
      ),
      ("invalid size: 's3cret'", "invalid size: '•••'"),
      (#"time: invalid duration "s3cret""#, #"time: invalid duration "•••""#),
      ("yaml: unknown anchor 's3cret' referenced", "yaml: unknown anchor '•••' referenced"),
      (
        "yaml: unmarshal errors:\n  line 4: cannot unmarshal !!str `s3cret ...` into bool",
        "yaml: unmarshal errors:\n  line 4: cannot unmarshal !!str `•••` into bool"
      ),
      (
        #"line 4: mapping key "image" already defined at line 3"#,
        #"line 4: mapping key "image" already defined at line 3"#
      ),
      (
        "yaml: line 5: mapping values are not allowed in this context",
        "yaml: line 5: mapping values are not allowed in this context"
      ),
      (
        "failed to read /srv/e.env: line 2: unterminated quoted value \"s3cret",
        "failed to read /srv/e.env: line 2: unterminated quoted value \"•••"
      ),
      (
        #"failed to read /srv/e.env: line 1: unexpected character "!" in variable name "s3cret!geheim""#,
        #"failed to read /srv/e.env: line 1: unexpected character "!" in variable name "•••""#
      ),
      (
        #"unexpected character "/" in variable name near "MII\nx/y""#,
        #"unexpected character "/" in variable name near "•••""#
      ),
      (
        "failed to read /srv/e.env: line 1: key cannot contain a space",
        "failed to read /srv/e.env: line 1: key cannot contain a space"
      ),
      (
        "invalid interpolation format for services.api.environment.P.\nYou may need to escape any $ with another $.\npa${s3cret\nmore",
        "invalid interpolation format for services.api.environment.P. You may need to escape any $ with another $."
      ),
      (
        #"service "api" refers to undefined network s3cret: invalid compose project"#,
        #"service "api" refers to undefined network •••: invalid compose project"#
      ),
      (
        #"service "api" depends on undefined service "s3cret": invalid compose project"#,
        #"service "api" depends on undefined service "•••": invalid compose project"#
      ),
      (
        "validating /srv/docker/compose.yml: services.api Additional property s3cret is not allowed",
        "validating /srv/docker/compose.yml: services.api Additional property ••• is not allowed"
      ),
      (
        #"services.api.pull_policy must be one of the following: "always", "never""#,
        #"services.api.pull_policy must be one of the following: "always", "never""#
      ),
      (
        #"time="2026-12-02T09:03:20Z" level=warning msg="The \"s3cret\" variable is not set. Defaulting to a blank string.""#,
        #"time="2026-12-02T09:03:20Z" level=warning msg="The \"•••\" variable is not set. Defaulting to a blank string.""#
      ),
      (
        "/srv/c.yaml: `version` is obsolete", "/srv/c.yaml: `version` is obsolete"
      ),
      (
        "confusing device mapping, please use long syntax: s3cret:b:c",
        "confusing device mapping, please use long syntax: •••"
      ),
      (#"Invalid template: "${s3cret!}""#, #"Invalid template: "•••""#),
      ("line 3: unterminated quoted value 's3cret it's", "line 3: unterminated quoted value '•••"),
      (
        "services.api.environment.[0]: unexpected type map[string]interface {}",
        "services.api.environment.[0]: unexpected type map[string]interface {}"
      ),
      (
        "Invalid hostPort: s3cret\nsecond geheim\nthird", "Invalid hostPort: •••"
      ),
      (
        #"cannot extend service "api" in /srv/c.yaml: service "s3cret" not found"#,
        #"cannot extend service "api" in /srv/c.yaml: service "•••" not found"#
      ),
      (#"The "TAG" variable is not set."#, #"The "TAG" variable is not set."#),
      (
        #"invalid project name "S3cret!": must consist only of lowercase characters"#,
        #"invalid project name "•••": must consist only of lowercase characters"#
      ),
      (
        #"open "/srv/docker/compose.yml": no such file"#,
        #"open "/srv/docker/compose.yml": no such file"#
      ),
      (
        "service \"migrate\" didn't complete successfully: exit 1",
        "service \"•••\" didn't complete successfully: exit 1"
      ),
      ("unknown flag: --dry-run", "unknown flag: --dry-run"),
      (
        "network shared declared as external, but could not be found",
        "network shared declared as external, but could not be found"
      ),
      (
        "env file /srv/app.env not found: stat /srv/app.env: no such file or directory",
        "env file /srv/app.env not found: stat /srv/app.env: no such file or directory"
      ),
      (
        "dependency failed to start: container dev-api-1 is unhealthy",
        "dependency failed to start: container dev-api-1 is unhealthy"
      ),
      (
        #"Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /srv/x"#,
        #"Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /srv/x"#
      ),
      (
        "Error response from daemon: pull access denied for x, repository does not exist or may require 'docker login'",
        "Error response from daemon: pull access denied for x, repository does not exist or may require 'docker login'"
      ),
      (
        "Error response from daemon: invalid environment variable: =s3cret",
        "Error response from daemon: invalid environment variable: •••"
      ),
      (
        #"Error response from daemon: failed to create shim: exec: "redis-server --requirepass abcdef": not found"#,
        #"Error response from daemon: failed to create shim: exec: "redis-server --requirepass •••": not found"#
      ),
    ] as [(String, String)])
  func `does not quote what may be a secret of the files, and stays readable`(
    words: String, shown: String
  ) {
    #expect(mask.shown(words, from: .reader) == shown)
    #expect(mask.shown(shown, from: .reader) == shown)
  }

  @Test func `keeps its quotations when the program does not read the files`() {
    #expect(
      mask.shown(#"level=info msg="listening on 'x'": ok"#, from: .other)
        == #"level=info msg="listening on 'x'": ok"#)
  }

  @Test(arguments: [
    ("login failed for hunter2!", "login failed for •••!"),
    ("hunter2000 is another word", "hunter2000 is another word"),
    ("connected to postgres on port 5432", "connected to postgres on port 5432"),
    ("password is postgres", "password is •••"),
    ("wrong DB_PASSWORD abc", "wrong DB_PASSWORD •••"),
    ("abc is short", "abc is short"),
  ])
  func `hides a weak secret where it is no ordinary word, or stands behind a secret's name`(
    words: String, shown: String
  ) {
    let weak = ProgramMask(
      KnownSecrets([Secret("hunter2"), Secret("postgres"), Secret("5432"), Secret("abc")]))

    #expect(weak.shown(words, from: .other) == shown)
  }

  @Test func `hides an ordinary word of a reader, unless it is a name of the files`() {
    let secrets = KnownSecrets([Secret("postgres")])

    #expect(
      ProgramMask(secrets).shown("postgres is a bad port", from: .reader) == "••• is a bad port")
    #expect(
      ProgramMask(secrets, names: ["postgres"]).shown("no such service: postgres", from: .reader)
        == "no such service: postgres")
  }

  @Test func `hides what the files no longer hold`() {
    var mask = ProgramMask(KnownSecrets([Secret("newPw-0815")]))
    mask.earlier = KnownSecrets([Secret("oldPw-4711"), Secret("old1")])

    #expect(
      mask.shown("tried oldPw-4711, old1 and newPw-0815", from: .other)
        == "tried •••, ••• and •••")
  }

  @Test func `hides a key over several lines as a whole`() {
    let lines = [
      "start", "-----BEGIN PRIVATE KEY-----", "MIIE", "-----END PRIVATE KEY-----", "end",
    ]

    #expect(mask.shown(lines: lines) == ["start", "•••", "end"])
    #expect(mask.shown(lines: []) == [])
  }
}
