import Environments

/// The schema of `configs/environment/*.yaml`, version 1. Validation, defaults, the JSON Schema and the
/// reference in docs/configuration.md all come from this one table.
package enum Schema {
  package static let version = 1

  package static let keys: [SchemaKey] = ownKeys + secretKeys + smokeKeys + workloadKeys

  /// Lists of `{name: …}` that merge by name, and maps whose names the author chooses. A collection may contain
  /// another; `*` is then a name of the outer one.
  package enum Collection: Hashable, Sendable { case namedList, map }

  package static let collections: [String: Collection] = [
    "variables": .map, "secrets": .map, "rules": .namedList, "health.checks": .namedList,
    "smoke.demands": .map, "smoke.tests": .namedList, "smoke.tests.*.steps": .namedList,
    "smoke.tests.*.steps.*.capture": .map,
  ]

  /// The descriptions of the sections, for editors and documents.
  package static let sections: [String: String] = [
    "environment": "What this environment is.",
    "target": "Where the environment runs and what makes up its stack.",
    "launch": "How a launch is judged.",
    "variables": "The variables of the .env files: their types, and whether they must be set.",
    "rules": "Rules whose severity differs here, each with the reason.",
    "secrets":
      "The secrets of the environment, by the names of their files in `.triptych/secrets/<environment>`. Rendering makes those that have no file yet.",
    "health": "How the health of the environment is checked.",
    "health.checks": "The checks; lists merge by name.",
    "smoke": "The smoke tests, which `triptych test` runs against the running stack.",
    "smoke.key": "The key that requests carry.",
    "smoke.demands":
      "What the tests must prove, by the name that they give in `proves`; a demand without a test is SMK01.",
    "smoke.tests":
      "The tests; lists merge by name. They run one after another, those of `base.yaml` first.",
    "smoke.tests.*.steps":
      "The requests of a test, in order; lists merge by name. The first that fails ends the test.",
    "smoke.tests.*.steps.*.capture":
      "Members of the JSON answer by the name under which later steps write them: `{name}`.",
    "debug": "Aids for developers.",
    "endpoints": "Where the services are reached.",
    "api": "The trading API.",
    "api.cors": "Which web pages may call the API.",
    "api.rate_limit": "How much one client may ask for.",
    "api.auth": "Who may call the API.",
    "api.tls": "Encryption of the API's connections.",
    "api.timeouts": "How long the API waits.",
    "quotes": "The price service.",
    "trading": "What orders do.",
    "database": "The SQLite database.",
    "database.pool": "Connections to the database.",
    "database.backups": "Copies of the database.",
    "database.migrations": "How the database's schema is migrated.",
    "metrics": "What Prometheus scrapes.",
    "logging": "The workload's log.",
  ]

  private static let ownKeys: [SchemaKey] = [
    .own("schema_version", .integer(1...1), required: true, "The version of this schema."),
    .own(
      "environment.tier", .choice(Tier.allCases.map(\.rawValue)), default: "staging",
      interpolates: false,
      "The kind of environment, which decides how rules are judged; the environment's name is free."
    ),
    .own(
      "environment.extends", .slug, default: "base", interpolates: false,
      "The file whose settings this one overrides, without `.yaml`."),
    .own(
      "environment.protected", .bool, interpolates: false, tiers: "true in production",
      "Whether acts need the environment's name to be typed; by default only in production."),
    .own("environment.description", .text, "One line for people."),
    .own(
      "target.orchestrator", .choice(Target.Orchestrator.allCases.map(\.rawValue)),
      default: "compose", interpolates: false,
      "What runs the stack. `swarm` is read and checked only: triptych cannot act on such an environment yet."
    ),
    .own(
      "target.project", .project, required: true, interpolates: false,
      tiers: "unique in every tier", "The name of the Compose project or Swarm stack."),
    .own(
      "target.context", .nullable(.text), default: "null", interpolates: false,
      "The docker context; `null` is the caller's endpoint."),
    .own(
      "target.compose_files", .list(.path), default: "[]", interpolates: false,
      "The Compose files, later ones override earlier ones."),
    .own(
      "target.env_files", .list(.path), default: "[]", interpolates: false,
      "The .env files, later ones override earlier ones. Without any, the .env beside the first Compose file."
    ),
    .own(
      "target.profiles", .list(.text), default: "[]", interpolates: false,
      "The Compose profiles that are on. Without any, those of COMPOSE_PROFILES in a .env file."),
    .own(
      "launch.timeout", .duration, default: "60s",
      "How long a launch may take until everything is healthy."),
    .own(
      "variables.*.type", .choice(VariableType.allCases.map(\.rawValue)), default: "string",
      interpolates: false, "What the variable holds."),
    .own(
      "variables.*.values", .list(.text), interpolates: false,
      "The values that a variable of type `enum` may have."),
    .own(
      "variables.*.required", .bool, default: "false", interpolates: false,
      "Whether a .env file must set the variable."),
    .own("variables.*.description", .text, interpolates: false, "One line for people."),
    .own(
      "rules.*.severity", .choice(["off", "warning", "error"]), required: true,
      interpolates: false, "What a violation is in this environment."),
    .own(
      "rules.*.reason", .text, required: true, interpolates: false,
      "Why the rule is judged differently here."),
    .own("health.timeout", .duration, default: "2s", "How long a check may take."),
    .own(
      "health.interval", .duration, default: "10s",
      "How often a check is repeated while its health is watched."),
    .own(
      "health.checks.*.type", .choice(["http", "tcp", "container"]), required: true,
      interpolates: false, "How the check is made."),
    .own("health.checks.*.url", .url, "What an `http` check asks for."),
    .own(
      "health.checks.*.status", .list(.integer(100...599)), default: "[200]",
      "The statuses that are healthy."),
    .own("health.checks.*.contains", .text, "What the body must contain."),
    .own("health.checks.*.ca", .path, "A PEM file with the authorities to trust."),
    .own("health.checks.*.host", .text, "Where a `tcp` check connects."),
    .own("health.checks.*.port", .integer(TextForms.ports), "The port of a `tcp` check."),
    .own("health.checks.*.service", .text, "The service of a `container` check."),
    .own("health.checks.*.timeout", .duration, "How long this check may take."),
    .own(
      "health.checks.*.interval", .duration,
      "How often this check is repeated while its health is watched."),
  ]
}

extension Schema {
  /// The keys that declare secrets. A secret's value is never written in a declaration, but in a file of its own.
  static let secretKeys: [SchemaKey] = [
    .own(
      "secrets.*.type", .choice(DeclaredSecret.Kind.words), required: true, interpolates: false,
      "What the file holds: a random text, a private key (EC P-256, PEM), or a certificate."),
    .own(
      "secrets.*.key", .text, interpolates: false,
      "The secret with the private key that a certificate belongs to."),
    .own(
      "secrets.*.names", .list(.host), interpolates: false,
      "The names and addresses that a certificate holds for."),
    .own("secrets.*.description", .text, interpolates: false, "One line for people."),
  ]
}
