import Testing
import TradingService

struct `Telling metrics` {
  @Test func `a report is text that Prometheus reads`() {
    let metrics = Metrics()
    metrics.count(method: "GET", route: "/quotes", status: 200, took: .milliseconds(3))
    metrics.count(method: "GET", route: "/quotes", status: 200, took: .seconds(20))
    metrics.count(method: "BREW", route: nil, status: 404, took: nil)
    metrics.countRateLimited()
    var desk = DeskCounts()
    (desk.accepted, desk.filled, desk.open, desk.walBytes) = (7, 5, 2, 4_096)

    let report = MetricsReport(
      role: .api, environment: "a \"b\"\\", version: "1.2.3", counts: metrics.counts,
      isReady: true, quotesAge: .milliseconds(1_250), desk: desk,
      process: ProcessFacts(residentBytes: 1_048_576, startSeconds: 1.5, openDescriptors: 12))

    #expect(
      report.text == """
        # HELP trading_http_requests_total Answers given.
        # TYPE trading_http_requests_total counter
        trading_http_requests_total{role="api",method="GET",route="/quotes",status="200"} 2
        trading_http_requests_total{role="api",method="other",route="unmatched",status="404"} 1
        # HELP trading_http_request_duration_seconds From a request's head to its answer being ready.
        # TYPE trading_http_request_duration_seconds histogram
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.001"} 0
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.0025"} 0
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.005"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.01"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.025"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.05"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.1"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.25"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="0.5"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="1"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="2.5"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="5"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="10"} 1
        trading_http_request_duration_seconds_bucket{role="api",route="/quotes",le="+Inf"} 2
        trading_http_request_duration_seconds_sum{role="api",route="/quotes"} 20.003
        trading_http_request_duration_seconds_count{role="api",route="/quotes"} 2
        # HELP trading_rate_limited_total Requests above a limit.
        # TYPE trading_rate_limited_total counter
        trading_rate_limited_total 1
        # HELP trading_unauthorized_total Requests without a valid key.
        # TYPE trading_unauthorized_total counter
        trading_unauthorized_total 0
        # HELP trading_connections_refused_total Connections above api.max_connections.
        # TYPE trading_connections_refused_total counter
        trading_connections_refused_total 0
        # HELP trading_ready Whether the role can do its work.
        # TYPE trading_ready gauge
        trading_ready 1
        # HELP trading_quotes_age_seconds How old the last quotes are.
        # TYPE trading_quotes_age_seconds gauge
        trading_quotes_age_seconds 1.25
        # HELP trading_build_info What runs here; always 1.
        # TYPE trading_build_info gauge
        trading_build_info{version="1.2.3",environment="a \\"b\\"\\\\",role="api"} 1
        # HELP trading_orders_total What became of orders.
        # TYPE trading_orders_total counter
        trading_orders_total{status="accepted"} 7
        trading_orders_total{status="filled"} 5
        trading_orders_total{status="cancelled"} 0
        trading_orders_total{status="rejected"} 0
        # HELP trading_orders_open Orders that are open now.
        # TYPE trading_orders_open gauge
        trading_orders_open 2
        # HELP trading_halted Whether trading is halted.
        # TYPE trading_halted gauge
        trading_halted 0
        # HELP trading_database_wal_bytes The size of its write-ahead log.
        # TYPE trading_database_wal_bytes gauge
        trading_database_wal_bytes 4096
        # HELP process_resident_memory_bytes Resident memory.
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes 1048576
        # HELP process_start_time_seconds When the process started, since 1970.
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds 1.5
        # HELP process_open_fds Open file descriptors.
        # TYPE process_open_fds gauge
        process_open_fds 12

        """)
  }

  @Test func `clients cannot make series grow`() {
    let metrics = Metrics()

    for number in 0..<1_000 {
      metrics.count(method: "M\(number)", route: nil, status: 404, took: .zero)
    }

    #expect(metrics.counts.requests.count == 1)
    #expect(metrics.counts.durations.count == 1)
  }

  @Test func `the process knows itself`() throws {
    let facts = ProcessFacts.current()

    #expect(try #require(facts.residentBytes) > 1 << 20)
    #expect(try #require(facts.startSeconds) > 1_700_000_000)
    #expect(try #require(facts.openDescriptors) > 2)
  }
}
