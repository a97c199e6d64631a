/// The body of a health answer that is a yes.
struct HealthAnswer: Encodable {
  var status: String
  var service: String
  var environment: String
  var version: String
}
