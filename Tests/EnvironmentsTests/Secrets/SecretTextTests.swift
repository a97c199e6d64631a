import Environments
import Testing

struct `Masking the secret parts of a text` {
  @Test(arguments: [
    // URLs.
    ("postgres://user:p/w@db:5432/x", "postgres://user:•••@db:5432/x"),
    ("postgres://user:p#w?x@db/x", "postgres://user:•••@db/x"),
    ("amqp://a:b1@h1,amqp://c:d2@h2", "amqp://a:•••@h1,amqp://c:•••@h2"),
    ("redis://:p@ss@cache and redis://u:q@x", "redis://:•••@cache and redis://u:•••@x"),
    (
      "mongodb://u:pw@h1:27017,h2:27017/db?authSource=admin",
      "mongodb://u:•••@h1:27017,h2:27017/db?authSource=admin"
    ),
    ("git clone https://0123456789abcdef@github.com/x/y", "git clone https://•••@github.com/x/y"),
    ("https://Abcdef0123:x-oauth-basic@github.com/x", "https://•••:x-oauth-basic@github.com/x"),
    ("https://key0123abc@o1.ingest.sentry.io/5", "https://•••@o1.ingest.sentry.io/5"),
    ("https://api.example/x?token=abc&n=1", "https://api.example/x?token=•••&n=1"),
    ("jdbc:postgresql://db/x?user=u&password=p,w;z", "jdbc:postgresql://db/x?user=u&password=•••"),
    ("jdbc:sqlserver://db;user=u;password=p w;x=1", "jdbc:sqlserver://db;user=u;password=•••;x=1"),
    ("jdbc:oracle:thin:scott/tiger@db:1521:x", "jdbc:oracle:thin:scott/•••@db:1521:x"),
    ("app:hunter2@tcp(db:3306)/shop", "app:•••@tcp(db:3306)/shop"),
    ("https://hooks.slack.com/services/T0/B0/abc", "https://hooks.slack.com/services/•••"),
    ("https://discord.com/api/webhooks/1/abc", "https://discord.com/api/webhooks/•••"),
    // Connection strings.
    (
      "Server=db;User Id=sa;Password=my pw,1;Encrypt=true",
      "Server=db;User Id=sa;Password=•••;Encrypt=true"
    ),
    ("Server=db;Pwd=a'b", "Server=db;Pwd=•••"),
    ("redis:6379,password=a&b,ssl=True", "redis:6379,password=•••,ssl=True"),
    ("host=db user=u password=a,b dbname=x", "host=db user=u password=••• dbname=x"),
    (
      "AccountName=x;AccountKey=abc==;EndpointSuffix=y",
      "AccountName=x;AccountKey=•••;EndpointSuffix=y"
    ),
    // Commands.
    ("redis-server --requirepass hunter2", "redis-server --requirepass •••"),
    ("app --db-password=hunter2 --port=1", "app --db-password=••• --port=1"),
    ("app --password hunter2 --port 1", "app --password ••• --port 1"),
    ("app --password 'a b' x", "app --password '•••' x"),
    ("curl -sf -u admin:hunter2 http://x", "curl -sf -u admin:••• http://x"),
    (
      "curl -H 'Authorization: Bearer abc' http://x", "curl -H 'Authorization: Bearer •••' http://x"
    ),
    ("curl -H \"X-API-Key: abc\" http://x", "curl -H \"X-API-Key: •••\" http://x"),
    ("PGPASSWORD=hunter2 psql -U u -p 5432", "PGPASSWORD=••• psql -U u -p 5432"),
    ("sh -c \"MYSQL_PWD=a,b mysql\"", "sh -c \"MYSQL_PWD=••• mysql\""),
    ("mysqladmin ping -uroot -phunter2", "mysqladmin ping -uroot -p•••"),
    ("redis-cli -a hunter2 ping", "redis-cli -a ••• ping"),
    ("sshpass -p hunter2 ssh x", "sshpass -p ••• ssh x"),
    ("mongosh -u root -p hunter2 --quiet", "mongosh -u root -p ••• --quiet"),
    (
      "java -Dspring.datasource.password=x1 -jar a.jar",
      "java -Dspring.datasource.password=••• -jar a.jar"
    ),
    ("ALTER USER u WITH PASSWORD 'hunter2';", "ALTER USER u WITH PASSWORD '•••';"),
    ("CREATE USER u IDENTIFIED BY 'hunter2'", "CREATE USER u IDENTIFIED BY '•••'"),
    ("requirepass hunter2", "requirepass •••"),
    // Code.
    (#":password=>"S3cr3tRails99""#, #":password=>"•••""#),
    ("['password' => 'S3cr3tPhp99']", "['password' => '•••']"),
    ("password == 'Zq13pw'", "password == '•••'"),
    ("'SECRET_KEY' = b'Zq8pw'", "'SECRET_KEY' = b'•••'"),
    (#"x['smtp_password'] = "Zq2pw""#, #"x['smtp_password'] = "•••""#),
    ("os.environ['DB_PASSWORD']='Zq27'", "os.environ['DB_PASSWORD']='•••'"),
    ("DB_PASSWORD ?= x", "DB_PASSWORD ?= •••"), ("DB_PASSWORD==x", "DB_PASSWORD=•••"),
    ("app --auth basic --token-ttl 15m", "app --auth basic --token-ttl 15m"),
    ("X=${A_PASSWORD:-}", "X=${A_PASSWORD:-}"),
    ("valkey-cli -a Zq4pw ping", "valkey-cli -a ••• ping"),
    // JSON.
    (#"{"password": "a\"b", "n": 1}"#, #"{"password": "•••", "n": 1}"#),
    (#"{\"password\":\"abc\",\"n\":1}"#, #"{\"password\":\"•••\",\"n\":1}"#),
    (#"{"kty":"EC","d":"abc","x":"y"}"#, #"{"kty":"EC","d":"•••","x":"y"}"#),
    (#"{"auths":{"r":{"auth":"dTpw"}}}"#, #"{"auths":{"r":{"auth":"•••"}}}"#),
    (#"{"token":12345678}"#, #"{"token":•••}"#),
    // Forms.
    ("x -----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- y", "x ••• y"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\\nabc", "•••"),
    ("token is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "token is •••"),
    (
      "found AKIA0123456789ABCDEF.",
      "found AKIA0123456789ABCDEF.".replacing("AKIA0123456789ABCDEF.", with: "•••")
    ),
    ("glpat-0123456789abcdefghij", "•••"), ("sk_live_0123456789", "•••"),
    ("x=xoxb-1234567890-abc", "x=•••"), ("url/ghp_0123456789abcdef", "url/•••"),
    ("sk-proj-0123456789abcdefghij", "•••"),
    ("authorization: Basic dTpw", "authorization: Basic •••"),
    ("Cookie: session", "Cookie: •••"),
  ])
  func `hides the secret and keeps the rest`(text: String, masked: String) {
    #expect(MaskedText.of(text) == masked)
  }

  @Test(arguments: [
    "https://example.com/@scope/package", "http://host:8080/a@b", "https://user@host/",
    "http://[::1]:8080/x@y", "http://token:8080/", "ghcr.io/org/image:tag@sha256:0123456789abcdef",
    "psql -p 5432 -U postgres", "docker run -u 1000:1000 -p 80:80 mysql", "redis-cli ping",
    "redis-server --requirepass ${REDIS_PASSWORD}", "PGPASSWORD=$(cat /run/secrets/db) psql",
    "PGPASSWORD=$DB_PASSWORD psql", "app --password-file /run/secrets/x", "app --token-ttl 15m",
    "curl -u ${USER}:${PASSWORD} http://x", "the password is wrong", "bearer token is missing",
    "Basic authentication failed", "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----", "task-runner-for-everything-1",
    "ASIA_PACIFIC_1", "sk-learn", #"{"password": null, "d": "x"}"#, #"{"tokens": 3}"#,
    "PASSWORD_MIN_LENGTH=12",
    "key=value;name=x", "a=b&c=d", "TOKEN=", "token:", "email me at a@b.example",
    "postgres://db:5432/x?email=a@b",
    "--password", "app --password --verbose", "Password={{ .Password }}", "2025-01-01T00:00:00Z",
    "password=••• and more", "sk-SK", "hf_model", "-p", "@tcp(", "://", "x://@", "http://:@/",
  ])
  func `leaves alone what is no secret`(text: String) {
    #expect(MaskedText.of(text) == text)
  }

  @Test(arguments: [
    "Server=db;Password=hunter2;", "jdbc:x://db?password=hunter2", "app --db-password=hunter2",
    #"{"password":"hunter2"}"#, "https://ghp_0123456789abcdef@github.com", "a://u:p@h,b://u:p@h",
    "Authorization: Bearer abc", "PGPASSWORD=x psql", "x ghp_0123456789abcdef",
    "eyJ0eXAiOiJKV1QiLCJh.eyJzdWIiOiIxIn0.x",
  ])
  func `a value with such a part looks secret`(text: String) {
    #expect(SecretPatterns.looksSecret(text))
  }

  @Test(arguments: [
    "Say the password: it is short", "The API token: how it is made", "jdbc:x://db?password=${PW}",
    "Authorization: Bearer {token}", "redis-server --requirepass $PW", "description of a secret",
    "-----BEGIN CERTIFICATE-----", "time 12:30:00 and more", "command --token-file=/run/x",
  ])
  func `a sentence and a placeholder do not`(text: String) {
    #expect(!SecretPatterns.looksSecret(text))
  }

  @Test func `a text is searched in time that grows with its length only`() {
    let hostile = [
      "a@tcp(", "password=\"", "://", "token=${", "-----BEGIN ", "x,password=", "Bearer ", "eyJ",
      "\"kty\":", "k;password=a ",
    ]

    for part in hostile {
      let text = String(repeating: part, count: 2_000)
      let start = ContinuousClock.now
      _ = SecretPatterns.secretParts(of: text)
      #expect(ContinuousClock.now - start < .seconds(5), "\(part)")
    }
  }

  @Test func `the parts are in order and do not overlap`() {
    let text = "password=ghp_0123456789abcdef token=é x://u:p@h"
    let parts = SecretPatterns.secretParts(of: text)

    #expect(parts.map { String(text[$0]) } == ["ghp_0123456789abcdef", "é", "p"])
  }
}
