import Testing

/// The tests whose bodies run in process and against a live container alike: see `Target`. One after the
/// other, because a live target has one limit of requests for all of them.
@Suite(.serialized) enum BlackBox {}
