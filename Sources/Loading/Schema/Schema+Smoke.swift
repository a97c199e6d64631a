import Environments

extension Schema {
  static let smokeKeys: [SchemaKey] = [
    .own("smoke.url", .url, "Where the requests go: scheme, host and port."),
    .own(
      "smoke.ca", .nullable(.path),
      "A PEM file with the only authorities to trust; `null` trusts the system's."),
    .own("smoke.timeout", .duration, default: "5s", "How long one request may take."),
    .own("smoke.deadline", .duration, default: "2m", "How long all tests together may take."),
    .own("smoke.key.header", .text, default: "X-API-Key", "The header that carries the key."),
    .own(
      "smoke.key.secret", .nullable(.text),
      "The secret whose first key is used: a file in `.triptych/secrets/<env>`; `null` for no key."),
    .own(
      "smoke.demands.*", .nullable(.text),
      "What the proof says of the environment; `null` where it is not demanded."),
    .own("smoke.tests.*.proves", .text, "Which of `smoke.demands` the test proves."),
    .own(
      "smoke.tests.*.steps.*.request", .text, required: true,
      "Method and path, such as `GET /orders`; `{name}` is what an earlier step captured, `{run}` differs in every run."
    ),
    .own(
      "smoke.tests.*.steps.*.headers", .list(.text),
      "Headers to send, each `Name: value`; never a secret."),
    .own(
      "smoke.tests.*.steps.*.body", .text,
      "The body, JSON unless a header says otherwise. `{name}` is filled in; other braces stay."),
    .own(
      "smoke.tests.*.steps.*.body_size", .bytes,
      "Sends a JSON text of this size instead of a body, at most \(ByteAmount.written(SmokeStep.bodyBytesMax))."
    ),
    .own(
      "smoke.tests.*.steps.*.key", .choice(SmokeStep.Key.allCases.map(\.rawValue)),
      "Which key the request carries; `right` where the environment has one."),
    .own(
      "smoke.tests.*.steps.*.tls_max", .choice(TLSVersion.allCases.map(\.rawValue)),
      "The newest TLS that is offered."),
    .own(
      "smoke.tests.*.steps.*.repeat", .integer(1...SmokeStep.requestsMax),
      "How many times the request is made over one connection; every answer must be as expected."),
    .own(
      "smoke.tests.*.steps.*.attempts", .integer(1...SmokeStep.requestsMax),
      "How many times the request is made over one connection, at most, until an answer is as expected."
    ),
    .own(
      "smoke.tests.*.steps.*.always", .bool, interpolates: false,
      "Whether the request is made even after a failed step or a cancelled run, to undo earlier steps."
    ),
    .own(
      "smoke.tests.*.steps.*.status", .integer(100...599),
      "The status that is expected; every step has this or `fails`."),
    .own("smoke.tests.*.steps.*.contains", .text, "What the first 64 KiB of the body must hold."),
    .own(
      "smoke.tests.*.steps.*.has_headers", .list(.text),
      "Headers that the answer must have, each `Name` or `Name: value`."),
    .own(
      "smoke.tests.*.steps.*.lacks_headers", .list(.text),
      "Headers that the answer must not have, each `Name` or `Name: value`."),
    .own(
      "smoke.tests.*.steps.*.fails", .choice(SmokeFailure.allCases.map(\.rawValue)),
      "How the request must fail without an answer."),
    .own(
      "smoke.tests.*.steps.*.capture.*", .text,
      "The path of a member, such as `id` or `orders.0.id`."),
  ]
}
