import HTTPTypes
import Hummingbird

/// Every method that NIO's parser lets through; another one is no valid HTTP to it.
private let methods: [String] = [
  "GET", "PUT", "ACL", "HEAD", "POST", "COPY", "LOCK", "MOVE", "BIND", "LINK", "PATCH", "TRACE",
  "MKCOL", "MERGE", "PURGE", "NOTIFY", "SEARCH", "UNLOCK", "REBIND", "UNBIND", "REPORT", "DELETE",
  "UNLINK", "CONNECT", "MSEARCH", "OPTIONS", "PROPFIND", "CHECKOUT", "PROPPATCH", "SUBSCRIBE",
  "MKCALENDAR", "MKACTIVITY", "UNSUBSCRIBE", "SOURCE",
]

/// Answers 405 with `Allow` to every other method on the paths that `router` has by now.
func refuseOtherMethods(on router: Router<ServiceContext>) {
  let allowed = Dictionary(grouping: router.routes, by: \.path.description)
    .mapValues { routes in
      var names = Set(routes.map(\.method.rawValue))
      if names.contains("GET") { names.insert("HEAD") }
      return names
    }
  for (path, names) in allowed {
    let header = names.sorted().joined(separator: ", ")
    let others = methods.filter { !names.contains($0) }
    for method in others.compactMap({ HTTPRequest.Method($0) }) {
      router.on(RouterPath(path), method: method) { _, _ in
        var response = Response.problem(Problem(.methodNotAllowed))
        response.headers[.allow] = header
        return response
      }
    }
  }
}
