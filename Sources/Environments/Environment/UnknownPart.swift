/// A part of a Compose model of which it is not known what it holds, because something is missing.
package struct UnknownPart: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// Below a path that ends with a dot, such as `services.api.environment.`.
    case below(String)
    /// What no present file declares: the services and resources of an included file.
    case undeclared
  }

  package var place: Place
  /// Such as `api.env is missing`.
  package var reason: String
  /// The line that demands what is missing.
  package var location: Location?

  package init(_ place: Place, _ reason: String, at location: Location?) {
    self.place = place
    self.reason = reason
    self.location = location
  }
}

extension Environment {
  /// Why it is not known whether the environment has a setting that it does not show; `nil` when it has none.
  package func unknownPart(of key: SettingKey) -> UnknownPart? {
    guard !unknownParts.isEmpty, key.source == .compose || key.source == .secrets else {
      return nil
    }
    return unknownParts.first { part in
      switch part.place {
      case .below(let path): key.path.startsExactly(with: path)
      case .undeclared: !declares(key.path)
      }
    }
  }

  /// Whether the section of a path holds what the path names. A name may contain dots.
  private func declares(_ path: String) -> Bool {
    guard let end = path.utf8.firstIndex(of: UInt8(ascii: ".")) else { return true }
    let section = path[...end]
    if section == "services." {
      return services.contains { path.startsExactly(with: "services.\($0.name).") }
    }
    guard ["networks.", "volumes.", "secrets.", "configs."].contains(section) else { return true }
    let name = path[path.index(after: end)...].prefix { $0 != "." }
    let known = position(of: SettingKey(.compose, "\(section)\(name)"))
    return known < settings.count
      && settings[known].key.path.startsExactly(with: "\(section)\(name)")
  }
}
