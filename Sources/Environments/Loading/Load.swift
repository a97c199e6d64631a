/// Reads every environment with everything wrong with it. Pure but for what the request reads; never
/// fails, and never stops at the first problem.
package func load(_ request: LoadRequest) -> Configuration {
  var loader = Loader(request)
  return loader.load()
}
