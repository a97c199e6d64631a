import Environments

/// A port of the host that files would publish twice once they are merged, and that neither side publishes twice alone.
struct PortClash {
  /// The rest of a sentence about the merged files.
  var words: String
  /// Where the later file publishes it.
  var location: Location

  private struct Use {
    var service: String
    var key: String
    var published: String
    var ports: HostPorts
    var location: Location
  }

  /// `nil` when there is none. Services of different profiles are not meant to run together.
  ///
  /// - Parameters:
  ///   - file: a file with the files that it includes or extends.
  ///   - base: the files before it, with theirs.
  init?(of file: [ComposeOutline], onto base: [ComposeOutline]) {
    let files = [base, file].map { Self.withIncluded($0) }
    let profiles = Dictionary(
      files.joined().flatMap(\.services).map { (ExactText($0.key), Self.profiles(of: $0.value)) },
      uniquingKeysWith: { $0.union($1) })
    let replaced = Set(files[1].flatMap(\.services).filter(Self.replacesPorts).map(\.key))
    let under = files[0].flatMap { Self.uses(in: $0) }.filter { !replaced.contains($0.service) }
    guard !under.isEmpty else { return nil }
    for use in files[1].flatMap({ Self.uses(in: $0) }) {
      for other in under {
        guard let number = use.ports.clash(with: other.ports),
          profiles[ExactText(use.service)] == profiles[ExactText(other.service)]
        else { continue }
        let port = use.ports.words(number)
        location = use.location
        if use.service != other.service {
          words = "\(other.service) and \(use.service) would both publish host port \(port)"
          return
        }
        // Compose keeps one of two equal entries.
        if use.key == other.key, use.published == other.published { continue }
        words = "\(use.service) would publish host port \(port) twice"
        return
      }
    }
    return nil
  }

  /// Without files that are only extended: their services are none of the model's.
  private static func withIncluded(_ outlines: [ComposeOutline]) -> [ComposeOutline] {
    let included = Set(outlines.flatMap(\.includes))
    let extended = Set(outlines.flatMap(\.parts)).subtracting(included)
    return outlines.prefix(1) + outlines.dropFirst().filter { !extended.contains($0.file) }
  }

  private static func profiles(of service: YAMLNode) -> Set<String> {
    Set((service["profiles"]?.items ?? []).compactMap(\.text))
  }

  private static func replacesPorts(_ service: YAMLNode.Entry) -> Bool {
    let tags = [service.value.tag, service.value["ports"]?.tag].compactMap(\.self)
    return tags.contains { [YAMLNode.overrideTag, YAMLNode.resetTag].contains($0) }
  }

  private static func uses(in outline: ComposeOutline) -> [Use] {
    outline.services.flatMap { service -> [Use] in
      // A service in the network of the host, or of another container, publishes nothing.
      guard service.value["network_mode"] == nil, let items = service.value["ports"]?.items else {
        return []
      }
      return items.compactMap { item in
        guard let port = ComposePort(item), let ports = Self.ports(port) else { return nil }
        return Use(
          service: service.key, key: port.key, published: port.published, ports: ports,
          location: item.location)
      }
    }
  }

  /// With the defaults of variables; a variable without one may be any port.
  private static func ports(_ port: ComposePort) -> HostPorts? {
    let texts = [port.published, port.key].map { text in
      (try? Interpolation.parse(text))?.evaluated { _ in nil }.text ?? text
    }
    return HostPorts(published: texts[0], key: texts[1])
  }
}
