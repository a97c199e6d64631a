import Environments

extension EnvironmentBuilder {
  /// Reads the `.env` files in order; each sees the variables of those before it.
  mutating func readVariables(_ sources: inout SourceFiles) {
    let leaf = stack.leaf("target.env_files")
    let places = leaf?.node.sequence?.map(\.location) ?? []
    var chain: [String] = []
    for (index, path) in stack.strings("target.env_files").enumerated() {
      chain.append(path)
      let earlier = index == 0 ? [:] : variables.winners
      let place = index < places.count ? places[index] : nil
      if let file = sources.envFile(chain, earlier: earlier, namedAt: place) {
        variables.add(file)
      }
    }
    readLocalImages(&sources, after: chain)
    for name in stack.names("variables") where stack.string("variables.\(name).type") == "secret" {
      variables.hide(name)
    }
  }

  /// Rendering passes them on behind all `.env` files. Most checkouts have none.
  private mutating func readLocalImages(_ sources: inout SourceFiles, after chain: [String]) {
    let path = LocalImages.file
    guard sources.source(of: path) != .missing,
      let file = sources.envFile(chain + [path], earlier: variables.winners, namedAt: nil)
    else { return }
    variables.add(file)
  }
}
