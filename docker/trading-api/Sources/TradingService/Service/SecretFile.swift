/// Reads a secret's file whole, or says in a sentence why it cannot be read.
func readSecretFile(_ path: String) -> Result<String, SecretFileError> {
  readFile(path).map { String(decoding: $0, as: UTF8.self) }
    .mapError { SecretFileError(path, $0) }
}

/// Why a secret's file cannot be used.
struct SecretFileError: Error, CustomStringConvertible {
  var description: String

  init(_ path: String, _ error: ReadFileError) {
    description =
      "\(path): error: \(error)\n"
      + "hint: Compose mounts it from the environment's secrets; `secrets:` of the service must name it"
  }
}
