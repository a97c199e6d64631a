extension VariableReference {
  /// Every `${V}` and `$V` of a text, nested ones included; `$$` is a dollar and nothing else.
  static func references(in text: String, at location: Location) -> [VariableReference] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
    var scanner = ReferenceScanner(text: Array(text.unicodeScalars), location: location)
    scanner.scan()
    return scanner.found
  }
}

private struct ReferenceScanner {
  var text: [Unicode.Scalar]
  var location: Location
  var position = 0
  var found: [VariableReference] = []

  mutating func scan() {
    while position < text.count {
      guard text[position] == "$" else {
        position += 1
        continue
      }
      position += 1
      guard position < text.count else { return }
      if text[position] == "$" {
        position += 1
      } else if text[position] == "{" {
        position += 1
        scanBraced()
      } else {
        record(takeName(), hasDefault: false, isRequired: false)
      }
    }
  }

  private mutating func scanBraced() {
    let name = takeName()
    var operation: Unicode.Scalar?
    if position < text.count, text[position] == ":" { position += 1 }
    if position < text.count { operation = text[position] }
    let hasDefault = operation == "-" || operation == "+"
    record(name, hasDefault: hasDefault, isRequired: operation == "?")
    // What follows the operator is a text of its own, with references of its own.
    let rest = takeUntilClosingBrace()
    if operation != "?" {
      var nested = ReferenceScanner(text: rest, location: location)
      nested.scan()
      found += nested.found
    }
  }

  private mutating func record(_ name: String, hasDefault: Bool, isRequired: Bool) {
    guard !name.isEmpty else { return }
    found.append(
      VariableReference(
        name: name, hasDefault: hasDefault, isRequired: isRequired, location: location))
  }

  private mutating func takeName() -> String {
    let start = position
    while position < text.count, text[position].isPartOfName(first: position == start) {
      position += 1
    }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: text[start..<position])
    return String(name)
  }

  private mutating func takeUntilClosingBrace() -> [Unicode.Scalar] {
    let start = position
    var depth = 1
    while position < text.count {
      if text[position] == "{" { depth += 1 }
      if text[position] == "}" { depth -= 1 }
      if depth == 0 { break }
      position += 1
    }
    defer { position = min(position + 1, text.count) }
    return Array(text[start..<position])
  }
}

extension Unicode.Scalar {
  fileprivate func isPartOfName(first: Bool) -> Bool {
    switch self {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !first
    default: false
    }
  }
}
