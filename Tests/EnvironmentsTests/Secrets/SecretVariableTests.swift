import Environments
import Testing

/// Variables as projects write them. A leaked secret is worse than a masked number.
struct `Recognizing secret variables by name and value` {
  @Test(arguments: [
    "DB_PASSWORD=hunter2", "DB_PASSWORD=1234", "DB_PASSWORD=true-secret", "DB_PASSWORD=15m",
    "DB_PASSWORD=/hunter/2", "POSTGRES_PASSWORD=postgres", "POSTGRES_PASSWORD=123456",
    "MYSQL_ROOT_PASSWORD=root", "MYAPIKEY=abc", "ADMINKEY=abc", "DBpw=abc", "DBpass=abc",
    "DBPW=abc", "APIkey=abc", "PASSWORDHASH=abc", "ADMIN_PASSWORD_HASH=abc", "DBPASSWD=abc",
    "apikey=abc", "authtoken=abc", "secretkey=abc", "MAX_MIND_LICENSE_KEY=abc",
    "MAXMIND_LICENSE_KEY=abc", "MIN_IO_ROOT_PASSWORD=abc", "MINIO_ROOT_PASSWORD=abc",
    "MINIO_SECRET_KEY=minio123", "MINIO_ACCESS_KEY=minio", "IS_TEAM_TOKEN=abc",
    "ENABLE_BANKING_API_KEY=abc", "ENABLE_PASSWORD=hunter2", "ENABLE_SECRET=hunter2",
    "PER_DIEM_API_KEY=abc", "HAS_URA_ADMIN_SECRET=abc", "PASSWORD_STORE=hunter2",
    "PASSWORD_BACKEND=hunter2", "PASSWORD_MANAGER=hunter2", "PASSWORD_VAULT=hunter2",
    "PASSWORD_HOST=hunter2", "PASSWORD_PROD=hunter2", "PWD_PROD=hunter2", "PWD_PROD=15m",
    "PASSWORD_PROD=1234", "JWT_PROD=abc", "GITHUB_PAT_CI=abc", "DB_PASSWORD_FILE_OLD_KEY=abc",
    "STRIPE_KEY_TEST=abc", "SALT_STAGING=abc", "WPA_PSK=abc", "WIFIPSK=abc", "ZBX_TLSPSK=abc",
    "DB_PSWD=abc", "DB_PSW=abc", "DBPSWD=abc", "CARD_PIN=1234", "PIN=0000", "SIM_PIN_CODE=1234",
    "PINCODE=1234", "OTP_SEED=abc", "TOTP_SEED=abc", "SALT=abc", "HASHIDS_SALT=abc",
    "PASSWORD_SALT=abc", "PEPPER=abc", "AUTH_PEPPER=abc", "SVC_CREDENTIALS=abc",
    "GPG_PASSPHRASE=abc", "SSHPASSPHRASE=abc", "WEBHOOK_HMAC=abc", "HMAC=abc", "HMAC_KEY=abc",
    "REDIS_MASTERAUTH=abc", "masterauth=abc", "PWD=hunter2", "Pwd=hunter2", "TOKEN=12345678",
    "ADMIN_TOKEN=1234", "API_TOKEN=abcdef", "SESSION_SECRET=keyboard cat", "SECRET_KEY_BASE=abc",
    "LARAVEL_APP_KEY=base64:abc=", "NEXTAUTH_SECRET=abc", "GITEA__security__SECRET_KEY=abc",
    "GITEA__database__PASSWD=gitea", "N8N_BASIC_AUTH_PASSWORD=abc", "PAPERLESS_SECRET_KEY=abc",
    "PAPERLESS_DBPASS=paperless", "IMMICH_DB_PASSWORD=abc", "DB_ROOT_PASSWD=abc",
    "GHOST_database__connection__password=abc", "database__connection__password=abc",
    "NEXTCLOUD_ADMIN_PASSWORD=abc", "VAULTWARDEN_ADMIN_TOKEN=abc", "KC_DB_PASSWORD=abc",
    "KEYCLOAK_PASSWORD=abc", "KEYCLOAK_CLIENT_SECRET=abc", "SONARQUBE_JDBC_PASSWORD=abc",
    "ELASTIC_PASSWORD=changeme", "KIBANA_SYSTEM_PASSWORD=abc",
    "XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY=abc", "INFLUXDB_ADMIN_TOKEN=abc",
    "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN=abc", "DOCKER_INFLUXDB_INIT_PASSWORD=abc",
    "AIRFLOW__CORE__FERNET_KEY=abc", "_AIRFLOW_WWW_USER_PASSWORD=airflow",
    "AIRFLOW__WEBSERVER__SECRET_KEY=abc", "DJANGO_SUPERUSER_PASSWORD=abc",
    "CLOUDFLARE_API_TOKEN=abc", "CF_DNS_API_TOKEN=abc", "ROUTE53_SECRET=abc",
    "AWS_SECRET_ACCESS_KEY=abc", "AZURE_CLIENT_SECRET=abc", "GOOGLE_CLIENT_SECRET=abc",
    "OIDC_CLIENT_SECRET=abc", "SMTP_PASS=abc", "MAIL_PASSWORD=abc", "EMAIL_HOST_PASSWORD=abc",
    "SENDGRID_API_KEY=abc", "MAILGUN_KEY=abc", "SENTRY_SECRET_KEY=abc",
    "RABBITMQ_ERLANG_COOKIE=abc", "MQTT_PASSWORD=abc", "WG_EASY_PASSWORD=abc",
    "PIHOLE_WEBPASSWORD=abc", "FTLCONF_webserver_api_password=abc", "PLEX_CLAIM_TOKEN=abc",
    "WATCHTOWER_HTTP_API_TOKEN=abc", "SA_PASSWORD=abc", "MSSQL_SA_PASSWORD=abc",
    "ACCEPT_TOKEN=abc", "ORACLE_PWD=abc", "MONGO_INITDB_ROOT_PASSWORD=example",
    "ME_CONFIG_BASICAUTH_PASSWORD=abc", "ME_CONFIG_MONGODB_ADMINPASSWORD=abc",
    "PGADMIN_DEFAULT_PASSWORD=root", "TRAEFIK_DASHBOARD_HTPASSWD=abc", "LDAP_ADMIN_PASSWORD=abc",
    "LDAP_READONLY_USER_PASSWORD=abc", "COUCHDB_PASSWORD=abc", "SUPABASE_SERVICE_ROLE_KEY=abc",
    "ANON_KEY=abc", "REALTIME_DB_ENC_KEY=abc", "LOGFLARE_PRIVATE_ACCESS_TOKEN=abc",
    "MATTERMOST_BOT_TOKEN=abc", "SLACK_BOT_TOKEN=abc", "ROUNDCUBEMAIL_DES_KEY=abc",
    "INITIAL_ADMIN_PASSWD=abc", "appSecretKey=abc", "adminPassword2=abc", "x-api-key=abc",
    "ENCRYPTION_KEY_V2=abc", "PASSKEY=abc", "TRACKER_PASSKEY=abc", "VALKEY_PASSWORD=abc",
    "TLS_PASSWORD=/etc/x", "TOKEN_SECRET_TEST=abc",
    "JWT_SECRET=https://example.com/0123456789abcdefghijk", "ACCESSKEYID=abc",
    "AWSACCESSKEYID=abc", "ACCESSTOKENS=abc", "CLIENTSECRETVALUE=abc", "SECRETPROD=abc",
    "TOKENPROD=abc", "JWTPROD=abc", "PASSWORDPROD=abc", "KEYSTOREPASS=abc", "MAX_API_TOKEN=abc",
    "RELEASE_COOKIE=abc", "VAPID_PRIVATE=abc", "JWT_PRIVATE=abc", "VAULT_UNSEAL=abc",
    "KEYPHRASE=abc", "DB_SENHA=abc", "MDP=abc", "MOT_DE_PASSE=abc", "DB_CONTRASENA=abc",
    "WACHTWOORD=abc", "PASSWORD_ENGINE=abc",
  ])
  func `a secret`(variable: String) {
    #expect(isSecret(variable))
  }

  @Test(arguments: [
    "TOKEN_TTL=15m", "JWT_REFRESH_TOKEN=15m", "TOKEN_BUFFER=300", "PASSWORD_RESET_ENABLED=true",
    "PASSWORD_RESET_WINDOW=15m", "LOGIN_WITH_PASSWORD=true",
    "DB_PASSWORD=/run/secrets/db_password", "DB_PASSWORD_FILE=/run/secrets/db_password",
    "POSTGRES_PASSWORD_FILE=/run/secrets/x", "TLS_KEY=/run/secrets/x", "TLS_KEY=/etc/x.pem",
    "SSL_KEY=/etc/ssl/private/server.key", "TOKEN_HOST=auth.example.com", "TOKEN_SYMBOL=USDC",
    "TOKEN_ADDRESS=0xdeadbeef", "TOKEN_CONTRACT=0xdeadbeef", "TOKEN_DECIMALS=18",
    "PASSWORD_MIN=8", "PASSWORD_MIN_LENGTH=8", "PASSWORD_MIN_UPPERCASE=1",
    "MIN_PASSWORD_LENGTH=8", "PASSWORD_POLICY=strict", "KEYCLOAK_PASSWORD_POLICY=length(8)",
    "KEY_PREFIX=app", "PUBLIC_KEY=abc", "PUBLICKEY=abc", "JWT_PUBLIC_KEY=abc",
    "VAPID_PUBLIC_KEY=abc", "KEYCLOAK_URL=http://x", "KEYCLOAK_REALM=x", "KEYCLOAK_ADMIN=admin",
    "KEYCLOAK_CLIENT_ID=x", "KEYCLOAK_HOSTNAME=x", "MONKEY=x", "MONKEYS=x", "KEYBOARD=us",
    "TOKENIZER=x", "TOKENIZERS_PARALLELISM=false", "SECRETARY=x", "AUTHOR=x", "AUTHORS=x",
    "COMPASS=x", "BYPASS=x", "PASSENGER=x", "SPIN=x", "PINNED=x", "PIN_MEMORY=true",
    "GPIO_PIN=17", "PING_INTERVAL=5", "SHIPPING=x", "PASSWORDLESS=true", "PASSWORD_HASHER=bcrypt",
    "PASSWORD_HASH_ALGORITHM=bcrypt", "PASSWORD_EXPIRY_DAYS=90", "MAX_TOKENS=4096",
    "MAX_NEW_TOKENS=4096", "LLM_MAX_OUTPUT_TOKENS=4096", "MAX_API_KEYS=5", "TOKENS_PER_SECOND=5",
    "MYSQL_ALLOW_EMPTY_PASSWORD=yes", "ALLOW_EMPTY_PASSWORD=1", "ENABLE_API_KEY=false",
    "USE_TOKEN=1", "MYSQL_RANDOM_ROOT_PASSWORD=yes", "MYSQL_ONETIME_PASSWORD=1",
    "MARIADB_RANDOM_ROOT_PASSWORD=1", "ANSIBLE_HOST_KEY_CHECKING=False", "SECRET_STORE=vault",
    "SECRETS_BACKEND=vault", "SECRETS_MANAGER_REGION=eu-west-1", "SECRET_NAME=db",
    "TOKEN_ISSUER=x", "TOKEN_ENDPOINT=https://x/token", "TOKEN_URL_DEV=https://x/token",
    "PASSWORD_RESET_URL=https://x/reset", "SECRET_SERVICE=https://vault.example.com:8200/v1",
    "TOKEN_SERVICE=http://tokens:8080", "VALKEY_URL=redis://x", "VALKEY_HOST=x", "KEYDB_HOST=x",
    "KEEPASS_DIR=/x", "PWD=/home/app", "OLDPWD=/home/app", "PWD=.", "TURNKEY_ORG=x", "YUBIKEY=x",
    "RANDOM_SEED=42", "SEED=42", "TLS_PSK_IDENTITY=x", "ZBX_TLSPSKFILE=/x", "AWS_REGION=x",
    "AUTH_METHOD=basic", "CSRF_COOKIE_NAME=x", "COMPOSE_PROJECT_NAME=x", "PATH=/usr/bin",
    "PORT=8080", "TZ=Europe/Berlin", "SPRING_PROFILES_ACTIVE=prod", "SALT_ROUNDS=10",
    "GOOGLE_APPLICATION_CREDENTIALS=/x.json", "ACCESS_TOKEN_EXPIRE_MINUTES=30",
    "REFRESH_TOKEN_ROTATION=true", "TEST_PASS_THRESHOLD=5", "MAX_TOKEN=5",
    "API_KEY_HEADER=X-API-Key", "SSH_HOST_KEY_ALGORITHMS=x", "REDIS_KEY_PREFIX=x",
    "S3_BUCKET_KEY=x", "IS_SECRET=true", "SHOW_PASSWORD=false", "PATHS=x", "passwordMinLength=8",
    "tokenTtl=15m", "OWNER=app", "SWAP=1", "UPWIND=1", "SNAPWIRE=1", "FEATURE_PASSPORT=1",
    "PASSIVE=1", "COMPASSION=1", "TOKENIZE=true", "CREDIT=1", "MAXTOKENS=5", "SSL_KEY_ALIAS=x",
    "MYPASSWORDFILE=/x/y", "SECRETKEYPATH=/x/y", "MONKEYTEST=1", "SECRETARIAT=x",
    "SSH_PASSWORD_AUTHENTICATION=no", "PASSKEY_RP_ID=x", "IS_PRIVATE=x",
    "CONNECT_KEY_CONVERTER=org.apache.kafka.connect.json.JsonConverter",
    "KAFKA_KEY_SERIALIZER=a.b.C", "KAFKA_KEY_DESERIALIZER=a.b.C", "AUTH_PASSWORD_VALIDATORS=a.b.c",
    "LDAP_PASSWORD_ATTRIBUTE=userPassword", "VAULT_SECRET_ENGINE=kv", "CREDENTIAL_HELPER=store",
    "TOKEN_CLEANUP_CRON=0 3 * * *",
  ])
  func `shown as it is`(variable: String) {
    #expect(!isSecret(variable))
  }

  private func isSecret(_ variable: String) -> Bool {
    let name = variable.prefix { $0 != "=" }
    return SecretPatterns.isSecret(
      String(name), value: String(variable.dropFirst(name.count + 1)))
  }
}
