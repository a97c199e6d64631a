/// The words by which names are judged. docs/configuration.md lists them.
enum SecretWords {
  /// Words of a password: whatever people choose, a number as well.
  static let passwords: Set<String> = [
    "CONTRASENA", "KENNWORT", "MDP", "MOTDEPASSE", "PASS", "PASSCODE", "PASSE", "PASSPHRASE",
    "PASSPHRASES", "PASSWD", "PASSWORD", "PASSWORDS", "PASSWORT", "PASSWRD", "PINCODE", "PSK",
    "PSW", "PSWD", "PW", "SENHA", "WACHTWOORD",
  ]

  /// Words of what programs make, wherever they stand in a name.
  static let secrets: Set<String> = [
    "APIKEY", "APIKEYS", "AUTHORIZATION", "BEARER", "CREDENTIAL", "CREDENTIALS", "CREDS",
    "MNEMONIC", "SECRET", "SECRETKEYBASE", "SECRETS", "TOKEN", "TOKENS",
  ]

  /// Words that name a secret at the end of a name.
  static let endings: Set<String> = [
    "HMAC", "JWT", "MASTERAUTH", "PAT", "PEPPER", "PIN", "PWD", "SALT",
  ]

  /// Last words that tell for which environment a value is: `JWT_PROD` is named like `JWT`.
  static let environments: Set<String> = [
    "BACKUP", "CI", "CURRENT", "DEFAULT", "DEMO", "DEV", "DEVEL", "DEVELOPMENT", "INT",
    "INTEGRATION", "LIVE", "LOCAL", "NEW", "NEXT", "OLD", "PRE", "PREPROD", "PREV", "PREVIOUS",
    "PROD", "PRODUCTION", "QA", "SANDBOX", "STAGE", "STAGING", "STG", "TEST", "TESTING", "UAT",
  ]

  /// Words before `KEY` that make it the name of something public.
  static let publicKeys: Set<String> = [
    "ANNOTATION", "AUTHORIZED", "BUCKET", "CACHE", "COMPOSITE", "CONFIG", "DEDUP", "DEDUPLICATION",
    "DISTRIBUTION", "EVENT", "FOREIGN", "GPG", "GROUP", "HOT", "IDEMPOTENCY", "INDEX", "KNOWN",
    "LABEL", "LOOKUP", "MAP", "MESSAGE", "META", "METADATA", "OBJECT", "PARTITION", "PRIMARY",
    "PROJECT", "PUB", "PUBLIC", "PUBLISHABLE", "REGISTRY", "ROUTING", "SETTING", "SHARD", "SITE",
    "SORT", "TAG", "TOPIC", "TRANSLATION", "TRUSTED", "UNIQUE",
  ]

  /// Last words of names that do not hold a secret, but describe one: its form, its use, the file that holds it.
  static let descriptions: Set<String> = [
    "AGE", "ALG", "ALGO", "ALGORITHM", "ALGORITHMS", "ALIAS", "ALLOWED", "ALPHABET", "ARN",
    "ATTEMPTS", "ATTRIBUTE", "BITS", "CHARS", "CHARSET", "CHECK", "CHECKING", "CLAIM", "CLAIMS",
    "CLASS", "COLUMN", "COMPLEXITY", "CONVERTER", "COST", "COUNT", "CRON", "CURVE", "DAYS",
    "DECIMALS", "DESERIALIZER", "DIR", "DIRECTORY", "DISABLED", "DURATION", "ENABLED", "ENCODER",
    "ENCODING", "ENCRYPTION", "EXP", "EXPIRATION", "EXPIRE", "EXPIRES", "EXPIRY", "FIELD", "FILE",
    "FILENAME", "FILEPATH", "FILES", "FOLDER", "FORMAT", "GENERATOR", "GRACE", "HASHER", "HASHERS",
    "HEADER", "HINT", "HISTORY", "HOURS", "IDENTITY", "INTERVAL", "ITERATIONS", "LABEL", "LEEWAY",
    "LENGTH", "LESS", "LEVEL", "LIFESPAN", "LIFETIME", "LIMIT", "LOCATION", "LOWERCASE", "MAX",
    "METHOD", "MILLISECONDS", "MIN", "MINUTES", "MODE", "MS", "NAME", "NAMES", "NUMBERS", "PARAM",
    "PARAMETER", "PATH", "PATHS", "PATTERN", "POLICY", "PREFIX", "PROMPT", "QUOTA", "RATE", "REGEX",
    "REGEXP", "REGION", "REQUIRED", "RETRIES", "ROTATION", "ROUNDS", "SCHEDULE", "SCOPE", "SCOPES",
    "SCORE", "SECONDS", "SERIALIZER", "SIZE", "SKEW", "STATUS", "STDIN", "STRATEGY", "STRENGTH",
    "SUFFIX", "SYMBOL", "SYMBOLS", "TEMPLATE", "THRESHOLD", "TIMEOUT", "TTL", "TYPE", "TYPES",
    "UPPERCASE", "URI", "URL", "VALIDATOR", "VALIDATORS", "VALIDITY", "VERIFIER", "VERSION",
    "WINDOW",
  ]

  /// Last words of names of what makes, keeps or takes a secret. What has one can also have a password, so they excuse
  /// no word of a password: `SECRET_STORE` names a store, `PASSWORD_STORE` may be the password of one.
  static let places: Set<String> = [
    "ADDRESS", "AUDIENCE", "BACKEND", "CHAIN", "CHANNEL", "CONTRACT", "DRIVER", "ENDPOINT",
    "ENGINE", "HELPER", "HOST", "HOSTNAME", "ISSUER", "MANAGER", "MOUNT", "NETWORK", "PORT",
    "PROVIDER", "QUEUE", "REALM", "SERVER", "STORAGE", "STORE", "TABLE", "VAULT",
  ]

  /// Words before a secret's that make the value a switch.
  static let switches: Set<String> = [
    "ALLOW", "DISABLE", "ENABLE", "HAS", "IS", "ONETIME", "REQUIRE", "REQUIRES", "SHOW", "SKIP",
    "USE", "USES",
  ]

  /// Words beside a secret's that make the value a number.
  static let counts: Set<String> = ["MAX", "MAXIMUM", "MIN", "MINIMUM", "NUM", "PER"]

  /// Words that end in `KEY`, or in a word of a password, and have nothing to do with one.
  static let innocents: Set<String> = [
    "ALLPASS", "BANDPASS", "BYPASS", "COMPASS", "ENCOMPASS", "HIGHPASS", "KEEPASS", "LASTPASS",
    "LOWPASS", "MULTIPASS", "OVERPASS", "SINGLEPASS", "SURPASS", "TRESPASS", "UNDERPASS",
    "CACHEKEY", "CONKEY", "CRIKEY", "DICKEY", "DONKEY", "FLUNKEY", "FOREIGNKEY", "GPGKEY",
    "HANDKEY", "HOCKEY", "HOTKEY", "JOCKEY", "LACKEY", "LOWKEY", "MALARKEY", "MICKEY", "MONKEY",
    "OFFKEY", "PARTITIONKEY", "PRIMARYKEY", "PUBKEY", "PUBLICKEY", "ROUTINGKEY", "SITEKEY",
    "SMOKEY", "SORTKEY", "TURKEY", "TURNKEY", "VALKEY", "WHISKEY", "YUBIKEY", "OLDPWD",
  ]
}
