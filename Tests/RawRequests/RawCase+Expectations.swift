extension RawCase {
    static let expectations: [RawCase] = [
        .ok(
            "100-continue with its body",
            post("Expect: 100-continue", "Content-Length: 2", then: "ab"), "9110 10.1.1"),
        .ok("100-continue in capitals", get("Expect: 100-CONTINUE"), "9110 10.1.1"),
        .ok("100-continue without a body", get("Expect: 100-continue"), "9110 10.1.1"),
        .ok(
            "100-continue from HTTP/1.0", "GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n",
            "9110 10.1.1", stays: false),
        .no(417, .expectationUnknown, "another expectation", get("Expect: 200-ok"), "9110 10.1.1"),
        .no(
            417, .expectationUnknown, "two expectations", get("Expect: 100-continue, x"),
            "9110 10.1.1"),
        .no(417, .expectationUnknown, "an empty expectation", get("Expect:"), "9110 10.1.1"),
        .ok(
            "100-continue with its chunks",
            post("Expect: 100-continue", "Transfer-Encoding: chunked", then: "0\r\n\r\n"),
            "9110 10.1.1"),
        .ok(
            "100-continue twice", get("Expect: 100-continue", "Expect: 100-continue"), "9110 10.1.1"
        ),
        .no(
            413, .bodyTooLong, "a body that is too long",
            post("Expect: 100-continue", "Content-Length: \(bodyLimit + 1)"), "9110 10.1.1"),
        .no(
            417, .expectationUnknown, "a parameter", get("Expect: 100-continue;q=1"), "9110 10.1.1"),
        .no(
            417, .expectationUnknown, "another one on the second line",
            get("Expect: 100-continue", "Expect: x"), "9110 10.1.1"),
        .no(
            417, .expectationUnknown, "another one from HTTP/1.0",
            "GET / HTTP/1.0\r\nExpect: x\r\n\r\n", "9110 10.1.1"),
    ]
}
