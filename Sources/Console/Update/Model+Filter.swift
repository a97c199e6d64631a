import Canvas

extension Model {
  mutating func pressInFilter(_ key: Key, _ action: Action?) -> [Effect] {
    switch action {
    case .accept: isTypingFilter = false
    case .dismiss:
      isTypingFilter = false
      narrow("")
    case .erase:
      if filter.isEmpty { isTypingFilter = false } else { narrow(String(filter.dropLast())) }
    case .eraseAll: narrow("")
    case .redraw: return [.redraw]
    default:
      switch key {
      case .character(let character) where filter.count < Self.typedCountMax:
        narrow(filter + String(character))
      case .up: move(by: -1)
      case .down: move(by: 1)
      default: break
      }
    }
    return []
  }

  /// Nobody types more than this on purpose.
  static let typedCountMax = 100

  mutating func narrow(_ text: String) {
    rearrange {
      $0.filters[$0.place] = text.isEmpty ? nil : text
      $0.showsAllOfService = false
    }
  }
}
