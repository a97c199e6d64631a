import Glibc

/// Reads a file whole; one of more than 1 MiB is none that this service was meant to get.
func readFile(_ path: String) -> Result<[UInt8], ReadFileError> {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return .failure(.system(errno)) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while bytes.count <= ReadFileError.bytesMax {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return .success(bytes) }
    if count < 0, errno != EINTR { return .failure(.system(errno)) }
    if count > 0 { bytes += chunk[..<count] }
  }
  return .failure(.tooLarge)
}

/// Why a file cannot be read.
enum ReadFileError: Error, CustomStringConvertible {
  static let bytesMax = 1 << 20

  case system(Int32)
  case tooLarge

  var description: String {
    switch self {
    case .system(let code): "the file cannot be read: \(String(cString: strerror(code)))"
    case .tooLarge: "the file is larger than \(Self.bytesMax) bytes"
    }
  }
}
