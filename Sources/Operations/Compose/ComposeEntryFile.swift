import Environments
import Loading

/// One file in `.triptych/cache`: an answer of Compose with the state of its inputs, sealed with the key of the checkout,
/// so that a truncated, edited or foreign file is not accepted.
struct ComposeEntryFile: Hashable {
  var environment: String
  var inputs: ComposeInputs
  /// The digest of the inputs.
  var digest: String
  var warnings: [String]
  /// Why Compose refused the whole, where the model is that of the rest.
  var refusal: String?
  var model: MaskedModel

  /// Incremented when the format changes.
  private static let format = 1
  private static let opening = Array(#"{"seal":""#.utf8)
  private static let middle = Array(#"","kept":"#.utf8)
  private static let closing = UInt8(ascii: "}")
  private static let sealBytes = 64

  var json: JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    var members: [String: JSONValue] = [
      "digest": .string(digest), "environment": .string(environment),
      "files": texts(inputs.files), "format": .integer(Self.format), "model": model.json,
      "places": texts(inputs.resolvedPaths), "warnings": texts(warnings),
    ]
    if let refusal { members["refusal"] = .string(refusal) }
    return .object(members)
  }

  func sealed(key: [UInt8]) -> [UInt8] { Self.sealed(json, key: key) }

  static func sealed(_ json: JSONValue, key: [UInt8]) -> [UInt8] {
    let kept = Array(json.line.utf8)
    return opening + seal(kept[...], key) + middle + kept + [closing]
  }

  /// `nil` for bytes that this key has not sealed; they are not parsed before that is known.
  static func opened(_ bytes: [UInt8], key: [UInt8]) -> JSONValue? {
    let start = opening.count + sealBytes + middle.count
    guard bytes.count > start, bytes.last == closing, bytes.starts(with: opening) else {
      return nil
    }
    let kept = bytes[start..<(bytes.count - 1)]
    guard bytes[opening.count...].starts(with: seal(kept, key) + middle) else { return nil }
    return JSONValue(json: Array(kept))
  }

  /// `nil` for bytes that this key has not sealed.
  init?(_ bytes: [UInt8], key: [UInt8]) {
    guard let json = Self.opened(bytes, key: key), json["format"] == .integer(Self.format),
      let environment = json["environment"]?.string, let digest = json["digest"]?.string,
      let files = json["files"]?.strings, let places = json["places"]?.strings,
      let warnings = json["warnings"]?.strings, let model = json["model"].flatMap(MaskedModel.init)
    else { return nil }
    self.init(
      environment: environment, inputs: ComposeInputs(files: files, resolvedPaths: places),
      digest: digest, warnings: warnings, refusal: json["refusal"]?.string,
      model: model)
  }

  init(
    environment: String, inputs: ComposeInputs, digest: String, warnings: [String],
    refusal: String? = nil, model: MaskedModel
  ) {
    self.environment = environment
    self.inputs = inputs
    self.digest = digest
    self.warnings = warnings
    self.refusal = refusal
    self.model = model
  }

  private static func seal(_ kept: ArraySlice<UInt8>, _ key: [UInt8]) -> [UInt8] {
    // The same key makes fingerprints: the prefix keeps a secret from passing as the text of a seal.
    let words = Array("Compose's answer as it is kept\n".utf8)
    return Array(Digest.hex(Digest.hmac(key: key, words + kept)).utf8)
  }
}

extension JSONValue {
  /// Whether the answer contains one of the secrets, or a text that looks like one.
  func tells(_ secrets: [Secret]) -> Bool {
    let hidden = Set(secrets.map { $0.reveal { $0 } }.filter { !$0.isEmpty })
    let weak = hidden.filter { KnownSecrets.isWeak($0) }
    // Each text is compared with each weak secret: with more of them, asking Compose again is quicker.
    guard weak.count <= Self.weakMax, hidden.count <= Self.secretsMax else { return true }
    let known = KnownSecrets(secrets)
    // Services repeat most of what they say, so each text is searched once.
    var texts: Set<ExactText> = []
    var numbers: Set<Int> = []
    gather(&texts, &numbers)
    return numbers.contains { hidden.contains(Array("\($0)".utf8)) }
      || texts.contains { text in
        let bytes = Array(text.text.utf8)
        return known.areIn(text.text) || weak.contains { bytes.holds($0) }
          || !MaskedText.of(text.text).isExactly(text.text)
      }
  }

  private static let weakMax = 200
  private static let secretsMax = 2_000

  private func gather(_ texts: inout Set<ExactText>, _ numbers: inout Set<Int>) {
    switch self {
    case .string(let text): texts.insert(text: text)
    case .integer(let number): numbers.insert(number)
    case .array(let items): for item in items { item.gather(&texts, &numbers) }
    case .object(let members):
      for (name, member) in members {
        texts.insert(name)
        member.gather(&texts, &numbers)
      }
    case .null, .bool, .decimal: break
    }
  }
}
