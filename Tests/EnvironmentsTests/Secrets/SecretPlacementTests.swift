import Environments
import Testing

/// Where secrets stand in the files and commands of projects.
struct `Finding a secret by where it stands` {
  @Test(arguments: [
    ("Server=db;Pwd=hunter2", "Server=db;Pwd=•••"),
    ("Pwd=hunter2;Server=db", "Pwd=•••;Server=db"),
    ("Pwd=my pw;Server=db", "Pwd=•••;Server=db"),
    ("Password=my pw;User Id=sa", "Password=•••;User Id=sa"),
    (
      "DRIVER={ODBC Driver 18};SERVER=x;UID=sa;PWD=hunter2",
      "DRIVER={ODBC Driver 18};SERVER=x;UID=sa;PWD=•••"
    ),
    ("Server=db; Password=my pw; Encrypt=true", "Server=db; Password=•••; Encrypt=true"),
    ("Driver={x};Pwd={a;b};Port=1", "Driver={x};Pwd={•••};Port=1"),
    ("Pwd={a;b};Port=1", "Pwd={•••};Port=1"),
    ("Driver={x};Pwd={a}}b;c}", "Driver={x};Pwd={•••}"),
    ("Driver={x};Pwd={hunter2}", "Driver={x};Pwd={•••}"),
    ("Server=db;Pwd=a'b", "Server=db;Pwd=•••"),
    ("Server=db;Pwd=a'b;X=1", "Server=db;Pwd=•••;X=1"),
    (#""Server=db;Pwd=ab" x"#, #""Server=db;Pwd=•••" x"#),
    (#"{"Conn":"Server=db;Password=ab","n":1}"#, #"{"Conn":"Server=db;Password=•••","n":1}"#),
    ("set -e; PASSWORD=abc ./run --flag x", "set -e; PASSWORD=••• ./run --flag x"),
    (
      "https://x.blob.core.windows.net/c?sv=2020&sig=abc%3D&se=1",
      "https://x.blob.core.windows.net/c?sv=2020&sig=•••&se=1"
    ),
    (
      "https://f.azurewebsites.net/api/x?code=abcdef0123==",
      "https://f.azurewebsites.net/api/x?code=•••"
    ),
    ("https://x/y?token=abc", "https://x/y?token=•••"),
    ("https://x/y?access_key=abc&n=1", "https://x/y?access_key=•••&n=1"),
    (
      "https://s3/x?X-Amz-Credential=a&X-Amz-Signature=0123ab",
      "https://s3/x?X-Amz-Credential=•••&X-Amz-Signature=•••"
    ),
    ("https://x/y?a=1&amp;sig=abc", "https://x/y?a=1&amp;sig=•••"),
    ("https://maps/x?key=abcdefg1", "https://maps/x?key=•••"),
    ("//user:hunter2@host/db", "//user:•••@host/db"),
    ("url=//user:hunter2@host", "url=//user:•••@host"),
    ("user:hunter2@db.example:5432/shop", "user:•••@db.example:5432/shop"),
    ("Server=db;Uid=u;PWD=/abc;X=1", "Server=db;Uid=u;PWD=•••;X=1"),
    ("curl -ua:hunter2 http://x", "curl -ua:••• http://x"),
    ("http -a a:hunter2 http://x", "http -a a:••• http://x"),
    (#"PASSWORD=a\ b run"#, "PASSWORD=••• run"),
    ("'//user:p/w@host:1/x'", "'//user:•••@host:1/x'"),
    ("//npm.example/:_authToken=abc", "//npm.example/:_authToken=•••"),
    ("admin:$2y$05$abcdefghijklmnopqrstuv", "admin:•••"),
    ("admin:$$2y$$05$$abcdefghijklmnopqrstuv", "admin:•••"),
    ("admin:$apr1$ruca84Hq$mbjdMZBAG.KWn7vfN/SNK/", "admin:•••"),
    ("u:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "u:•••"),
    ("$argon2id$v=19$m=65540,t=3,p=4$abcdefgh$ijklmnop", "•••"),
    ("a:$apr1$abcdefgh$ijklmnop0123456789,b:$apr1$abcdefgh$ijklmnop0123456789", "a:•••,b:•••"),
    (
      "traefik.http.middlewares.a.basicauth.users=test:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/",
      "traefik.http.middlewares.a.basicauth.users=•••"
    ),
    ("curl --user=a:hunter2 http://x", "curl --user=a:••• http://x"),
    ("curl --user a:hunter2 http://x", "curl --user a:••• http://x"),
    ("/usr/bin/curl -fsSu a:hunter2 http://x", "/usr/bin/curl -fsSu a:••• http://x"),
    (#"curl -H "X-Auth-Key: abc" http://x"#, #"curl -H "X-Auth-Key: •••" http://x"#),
    (#"["curl", "-u", "a:hunter2", "http://x"]"#, #"["curl", "-u", "a:•••", "http://x"]"#),
    (#"["redis-server", "--masterauth", "hunter2"]"#, #"["redis-server", "--masterauth", "•••"]"#),
    (#"["redis-server","--requirepass","hunter2"]"#, #"["redis-server","--requirepass","•••"]"#),
    ("redis-server --masterauth hunter2", "redis-server --masterauth •••"),
    ("redis-server --masterauth=hunter2", "redis-server --masterauth=•••"),
    (#"["redis-cli", "-a", "hunter2", "ping"]"#, #"["redis-cli", "-a", "•••", "ping"]"#),
    (
      "/opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P hunter2 -Q x",
      "/opt/mssql-tools/bin/sqlcmd -S localhost -U sa -P ••• -Q x"
    ),
    ("mosquitto_sub -u a -P hunter2 -t x", "mosquitto_sub -u a -P ••• -t x"),
    ("ldapsearch -x -D cn=a -w hunter2", "ldapsearch -x -D cn=a -w •••"),
    ("etcdctl --user root:hunter2 get x", "etcdctl --user root:••• get x"),
    ("openssl rsa -passin pass:hunter2 -in x", "openssl rsa -passin ••• -in x"),
    ("<password>hunter2</password>", "<password>•••</password>"),
    (
      "<server><id>x</id><password>a b</password></server>",
      "<server><id>x</id><password>•••</password></server>"
    ),
    (
      #"<password encrypted="false">hunter2</password>"#,
      #"<password encrypted="false">•••</password>"#
    ),
    ("<password><![CDATA[hunter2]]></password>", "<password><![CDATA[•••]]></password>"),
    (#"<add key="Password" value="hunter2"/>"#, #"<add key="Password" value="•••"/>"#),
    (
      #"<property name="db.password" value="hunter2"/>"#,
      #"<property name="db.password" value="•••"/>"#
    ),
    (#"{"name":"DB_PASSWORD","value":"hunter2"}"#, #"{"name":"DB_PASSWORD","value":"•••"}"#),
    (
      #"- name: DB_PASSWORD\#n  value: hunter2\#n- name: X\#n  value: y"#,
      #"- name: DB_PASSWORD\#n  value: •••\#n- name: X\#n  value: y"#
    ),
    ("spring.datasource.password=hunter2", "spring.datasource.password=•••"),
    (#"a=1\#nx.password = hunter2\#nb=2"#, #"a=1\#nx.password = •••\#nb=2"#),
    (
      #"GET / HTTP/1.1\#nAuthorization: Bearer abc\#nHost: x"#,
      #"GET / HTTP/1.1\#nAuthorization: Bearer •••\#nHost: x"#
    ),
    ("machine h login u password hunter2", "machine h login u password •••"),
    (#"machine h\#nlogin u\#npassword hunter2"#, #"machine h\#nlogin u\#npassword •••"#),
    (#"{"a":"{\"password\":\"abc\"}","n":1}"#, #"{"a":"{\"password\":\"•••\"}","n":1}"#),
    (
      #"{"a":"{\\\"password\\\":\\\"abc\\\"}","n":1}"#,
      #"{"a":"{\\\"password\\\":\\\"•••\\\"}","n":1}"#
    ),
    (#"{\"password\":\"a\\\"b\"}"#, #"{\"password\":\"•••\"}"#),
    (#"{"password": 1234}"#, #"{"password": •••}"#),
    (#"{"pin": 1234}"#, #"{"pin": •••}"#),
    (#"{"password": true-secret}"#, #"{"password": •••}"#),
    (#"PASSWORD={"a":1}"#, "PASSWORD=•••"),
    ("DB_PASSWORD=true-secret", "DB_PASSWORD=•••"),
    ("pwd=hunter2 x", "pwd=••• x"),
    ("key: --password x", "key: --password •••"),
    ("smtp://u:p@ss@h:25", "smtp://u:•••@h:25"),
  ])
  func `hides the secret and keeps the rest`(text: String, masked: String) {
    #expect(MaskedText.of(text) == masked)
  }

  @Test(arguments: [
    "https://x/y?code=404",
    "https://x/y?code=DE&key=name",
    "// see a@b", "redis:7@sha256:0123456789abcdef", "mailto:bob@example.com",
    "write to bob@example.com:25",
    "//cdn.example/x@1.2/y.js",
    "a//b:c@d",
    "s/(.*)/$1$2/",
    "awk {print $1$2}",
    #"["tar", "-a", "x"]"#,
    #"["ls", "-u", "a:b"]"#,
    "<password>${PW}</password>",
    "<b>password</b>",
    "login with password failed",
    #"{"token": 12}"#,
    #"{"password": true}"#,
    "TOKEN_TTL=15m x",
    "app --token 15m",
    "app --password-file=/run/secrets/x",
    "DB_PASSWORD=/run/secrets/x y",
    "app --password /run/secrets/x",
    "PWD=/home/app x",
    "cd $PWD && ls",
    "Authorization: enabled",
    "the key: name",
    "ghcr.io/a/b:tag@sha256:0123",
  ])
  func `leaves alone what only resembles one`(text: String) {
    #expect(MaskedText.of(text) == text)
  }
}
