/// Certificates for an engine that asks for them: `server` and `client` are of its authority `ca`, `expired` was, and
/// `other` is of `other-ca`. The server's is for 127.0.0.1 and for no name.
enum Certificates {
  static func make(in folder: String) async throws { try await shell(source, folder) }

  /// `openssl ca` alone can say when a certificate ends.
  private static let source = """
    set -eu; umask 077; mkdir -p "$1"; cd "$1"
    key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
    authority() {
      openssl req -x509 $key -keyout "$1.key" -out "$1.pem" -subj "/CN=$1" -days 3650
    }
    # leaf NAME AUTHORITY USAGE END
    leaf() {
      mkdir "$1"; : >"$1/index"
      printf '%s\\n' '[ca]' 'default_ca=a' '[a]' "database=$1/index" "new_certs_dir=$1" \\
        'rand_serial=yes' 'default_md=sha256' 'policy=p' '[p]' 'commonName=supplied' '[server]' \\
        'extendedKeyUsage=serverAuth' 'subjectAltName=IP:127.0.0.1' '[client]' \\
        'extendedKeyUsage=clientAuth' >"$1/settings"
      openssl req $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
      openssl ca -batch -notext -config "$1/settings" -cert "$2.pem" -keyfile "$2.key" \\
        -in "$1.csr" -out "$1.pem" -extensions "$3" -startdate 20200101000000Z -enddate "$4"
    }
    authority ca; authority other-ca
    leaf server ca server 20491231000000Z
    leaf client ca client 20491231000000Z
    leaf expired ca client 20210101000000Z
    leaf other other-ca client 20491231000000Z
    """
}
