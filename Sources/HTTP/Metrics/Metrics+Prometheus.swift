extension Metrics {
    /// The counters in the text format of Prometheus, version 0.0.4.
    public var prometheusText: String {
        var page = PrometheusText()
        addConnections(to: &page)
        addMemory(to: &page)
        let routes = routes.sorted { $0.key < $1.key }
        page.add(
            "http_requests_total", .counter, "Answers by route and class of status.",
            routes.flatMap { $1.answers(route: $0) })
        page.add(
            "http_request_duration_seconds", .histogram,
            "Time from the complete head to the answer, by route.",
            routes.flatMap { $1.durations(route: $0) })
        return page.text
    }

    private func addConnections(to page: inout PrometheusText) {
        page.add("http_connections_open", .gauge, "Connections that are open.", openConnections)
        page.add(
            "http_connections_accepted_total", .counter, "Connections that were accepted.",
            acceptedConnections)
        page.add(
            "http_connections_cut_total", .counter,
            "Connections that were closed to make room or because an answer was not read.",
            cutConnections)
        page.add(
            "http_refusals_total", .counter, "Refusals of the server itself, by their number.",
            refusals.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { .init($0.value, [("number", $0.key.rawValue)]) })
        page.add(
            "http_queue_length", .gauge, "Requests that wait for a worker.",
            [.init(waiting, [("lane", "normal")]), .init(waitingSlow, [("lane", "slow")])])
    }

    private func addMemory(to page: inout PrometheusText) {
        page.add(
            "http_content_bytes_total", .counter, "Bytes of content that were sent.", contentBytes)
        page.add("http_body_bytes", .gauge, "Bytes of request bodies in memory.", heldBodyBytes)
        page.add(
            "http_pending_bytes", .gauge, "Bytes of requests that cannot be read yet.",
            pendingBytes)
        page.add("http_unsent_bytes", .gauge, "Bytes of answers not sent yet.", unsentBytes)
    }
}

extension RouteMetrics {
    fileprivate func answers(route: String) -> [PrometheusText.Sample] {
        answersByClass.enumerated().filter { $1 > 0 }
            .map { .init($1, [("route", route), ("class", "\($0 + 1)xx")]) }
    }

    fileprivate func durations(route: String) -> [PrometheusText.Sample] {
        var sum = 0
        let buckets = zip(durationBuckets, Self.bounds).map { count, bound in
            sum += count
            return PrometheusText.Sample(
                "\(sum)", [("route", route), ("le", bound)], suffix: "_bucket")
        }
        let seconds = "\(Double(totalMicroseconds) / 1_000_000)"
        return buckets + [
            .init(seconds, [("route", route)], suffix: "_sum"),
            .init("\(sum)", [("route", route)], suffix: "_count"),
        ]
    }

    private static let bounds = durationBounds.map { "\(Double($0) / 1_000_000)" } + ["+Inf"]
}
