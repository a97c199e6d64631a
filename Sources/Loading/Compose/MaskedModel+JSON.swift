import Environments

/// The JSON form of a model in the cache. Reading it gives a model equal to the written one.
extension MaskedModel {
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "entries": .array(entries.map(\.json)),
      "secret_files": .array(
        secretFiles.map { .object(["name": .string($0.name), "path": .string($0.path)]) }),
      "services": .array(services.map(Self.json)),
    ]
    if !placeholders.isEmpty {
      members["placeholders"] = .array(placeholders.map { JSONValue($0) })
    }
    return .object(members)
  }

  /// `nil` for JSON that `json` did not produce.
  package init?(json: JSONValue) {
    guard let entries = json["entries"]?.items?.map(Entry.init),
      let files = json["secret_files"]?.items?.map(SecretFile.init),
      let services = json["services"]?.items?.map(Self.service),
      let placeholders = (json["placeholders"] ?? .array([])).items?.map(\.placeholder)
    else { return nil }
    self.entries = entries.compactMap(\.self)
    secretFiles = files.compactMap(\.self)
    self.services = services.compactMap(\.self)
    self.placeholders = placeholders.compactMap(\.self)
    // An incomplete model must not be used as a complete one.
    guard self.entries.count == entries.count, secretFiles.count == files.count,
      self.services.count == services.count, self.placeholders.count == placeholders.count
    else { return nil }
  }

  private static func json(_ service: Service) -> JSONValue {
    .object([
      "depends_on": .array(service.dependsOn.map { .string($0) }),
      "has_health_check": .bool(service.hasHealthCheck),
      "image": service.image.map { .string($0) } ?? .null,
      "is_kept_running": .bool(service.isKeptRunning), "is_one_shot": .bool(service.isOneShot),
      "name": .string(service.name),
      "replicas": .integer(service.replicas),
    ])
  }

  private static func service(_ json: JSONValue) -> Service? {
    guard let name = json["name"]?.string, case .integer(let replicas)? = json["replicas"],
      case .bool(let hasHealthCheck)? = json["has_health_check"],
      case .bool(let isOneShot)? = json["is_one_shot"], let image = json["image"],
      let dependsOn = json["depends_on"]?.strings
    else { return nil }
    var service = Service(
      name: name, image: image.string, replicas: replicas, hasHealthCheck: hasHealthCheck,
      isOneShot: isOneShot, dependsOn: dependsOn)
    service.isKeptRunning = json["is_kept_running"] == .bool(true)
    return service
  }
}

extension MaskedModel.Entry {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = [
      "path": .array(path.map { .string($0) }), "value": .kept(masked.value),
    ]
    if masked.source != .compose { members["source"] = .string(masked.source.rawValue) }
    if let password = masked.password { members["password"] = .kept(password) }
    return .object(members)
  }

  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.strings, !path.isEmpty, let value = json["value"]?.keptValue
    else { return nil }
    self.path = path
    masked = ComposeMasking.Masked(source: .compose, value: value)
    if let name = json["source"] {
      guard let source = name.string.flatMap(Source.init) else { return nil }
      masked.source = source
    }
    if let kept = json["password"] {
      guard let password = kept.keptValue else { return nil }
      masked.password = password
    }
  }
}

extension MaskedModel.SecretFile {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let path = json["path"]?.string else { return nil }
    self.init(name: name, path: path)
  }
}

extension JSONValue {
  /// Values of JSON types are kept as they are; other values become an object that names the type.
  fileprivate static func kept(_ value: Value) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .integer(let number): .integer(number)
    case .string(let text): .string(text)
    case .list(let values): .array(values.map(kept))
    // As text, since JSON lacks some of these numbers.
    case .decimal(let number): .object(["decimal": .string("\(number)")])
    case .bytes(let quantity): kept(quantity, as: "bytes")
    case .duration(let quantity): kept(quantity, as: "duration")
    case .map(let entries): .object(["map": .object(entries.mapValues(kept))])
    case .secret(let fingerprint): .object(["secret": .string(fingerprint.text)])
    case .unknown(let reason): .object(["unknown": .string(reason)])
    }
  }

  private static func kept(_ quantity: Quantity, as type: String) -> JSONValue {
    .object([type: .integer(quantity.amount), "written": .string(quantity.written)])
  }

  /// `nil` for JSON that `kept` did not produce.
  fileprivate var keptValue: Value? {
    switch self {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .integer(let number): return .integer(number)
    case .decimal: return nil
    case .string(let text): return .string(text)
    case .array(let items):
      let values = items.compactMap(\.keptValue)
      return values.count == items.count ? .list(values) : nil
    case .object: return keptObject
    }
  }

  private var keptObject: Value? {
    if let fingerprint = self["secret"]?.string { return .secret(Fingerprint(fingerprint)) }
    if let reason = self["unknown"]?.string { return .unknown(reason) }
    if let number = self["decimal"]?.string.flatMap({ Double($0) }) { return .decimal(number) }
    if let amount = quantity("bytes") { return .bytes(amount) }
    if let amount = quantity("duration") { return .duration(amount) }
    guard case .object(let members)? = self["map"] else { return nil }
    let values = members.compactMapValues(\.keptValue)
    return values.count == members.count ? .map(values) : nil
  }

  private func quantity(_ type: String) -> Quantity? {
    guard case .integer(let amount)? = self[type], let written = self["written"]?.string else {
      return nil
    }
    return Quantity(amount, written: written)
  }
}
