import Glibc

/// Reads a secret's file whole, at most 1 MiB, or says in a sentence why it cannot be read.
func readSecretFile(_ path: String) -> Result<String, SecretFileError> {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return .failure(SecretFileError(path, errno)) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while bytes.count <= 1 << 20 {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return .success(String(decoding: bytes, as: UTF8.self)) }
    if count < 0, errno != EINTR { return .failure(SecretFileError(path, errno)) }
    if count > 0 { bytes += chunk[..<count] }
  }
  return .failure(SecretFileError(path, EFBIG))
}

/// Why a secret's file cannot be used.
struct SecretFileError: Error, CustomStringConvertible {
  var description: String

  init(_ path: String, _ code: Int32) {
    description =
      "\(path): error: the file cannot be read: \(String(cString: strerror(code)))\n"
      + "hint: Compose mounts it from the environment's secrets; `secrets:` of the service must name it"
  }
}
