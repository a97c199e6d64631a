import HTTPTypes

/// An answer that is not what was asked for, in the form of RFC 9457.
package struct Problem: Codable, Hashable, Sendable, Error {
  package var status: Int
  package var title: String
  package var detail: String?
  /// Why, one sentence each, where there can be several.
  package var reasons: [String]?

  package init(_ status: HTTPResponse.Status, detail: String? = nil, reasons: [String]? = nil) {
    self.status = status.code
    self.title = status.reasonPhrase
    self.detail = detail
    self.reasons = reasons
  }

  var httpStatus: HTTPResponse.Status { .init(code: status, reasonPhrase: title) }
}
