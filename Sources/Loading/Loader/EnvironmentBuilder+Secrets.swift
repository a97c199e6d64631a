import Environments

extension EnvironmentBuilder {
  /// The secrets that are declared completely; of the others is told what they lack.
  mutating func declaredSecrets() -> [DeclaredSecret] {
    stack.names("secrets").compactMap { name in
      let path = "secrets.\(name)"
      refuseForeignKeys(of: path)
      switch stack.string("\(path).type") {
      case "token": return DeclaredSecret(name, .token)
      case "private_key": return DeclaredSecret(name, .privateKey)
      case "certificate": return certificate(path).map { DeclaredSecret(name, $0) }
      default:
        miss(path, "type", hint: "one of \(DeclaredSecret.Kind.words.joined(separator: ", "))")
        return nil
      }
    }
  }

  private mutating func certificate(_ path: String) -> DeclaredSecret.Kind? {
    let names = stack.strings("\(path).names")
    if names.isEmpty {
      miss(path, "names", hint: "list the names and addresses that clients connect to")
    }
    guard let key = stack.string("\(path).key") else {
      miss(path, "key", hint: "name the secret of type private_key that it belongs to")
      return nil
    }
    guard stack.string("secrets.\(key).type") == "private_key" else {
      refuse(key, of: path)
      return nil
    }
    return names.isEmpty ? nil : .certificate(key: key, names: names)
  }

  private mutating func refuse(_ key: String, of path: String) {
    let place = stack.leaf("\(path).key")?.node.location
    guard let type = stack.string("secrets.\(key).type") else {
      let near = NearestName.of(key, among: stack.names("secrets"))
      return fail(
        "SET18", "\(path).key names a secret that is not declared", at: place,
        hint: near.map { "did you mean \($0)?" } ?? "declare it with type private_key",
        related: stack.place(path).map { [$0] } ?? [])
    }
    fail(
      "SET18", "\(path).key names \(key), which is no private key but a \(type)", at: place,
      hint: "name a secret of type private_key",
      related: stack.place("secrets.\(key)").map { [$0] } ?? [])
  }

  /// A key that is there and wrong has been told already; an empty list says no more than none.
  private mutating func miss(_ path: String, _ key: String, hint: String) {
    let full = "\(path).\(key)"
    let leaf = stack.leaf(full)
    if leaf == nil, stack.levels.contains(where: { $0.settings.wrote(full) }) { return }
    fail(
      "SET05", "\(path) has no \(key)", at: leaf?.node.location ?? stack.place(path), hint: hint)
  }

  private mutating func refuseForeignKeys(of path: String) {
    guard let type = stack.string("\(path).type"), type != "certificate" else { return }
    for key in ["key", "names"] {
      guard let leaf = stack.leaf("\(path).\(key)") else { continue }
      fail(
        "SET16", "\(path): a secret of type \(type) has no \(key)", at: leaf.keyLocation,
        hint: "only a certificate has one")
    }
  }
}
