package dev.milepost;

import dev.milepost.testing.ServiceProcess;
import java.util.List;

/** Requests that are begun and not ended. */
final class RequestBeginnings {

    static final String BEARING = "Host: x\r\nAuthorization: Bearer " + ServiceProcess.TOKEN + "\r\n";
    static final String JSON = "Content-Type: application/json\r\n";

    /** Of requests that nobody has to prove anything for. */
    static final List<String> WITHOUT_TOKEN = List.of(
            "POST /webhooks/github HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /webhooks/github HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 26214400\r\n\r\n{",
            "POST /webhooks/pagerduty HTTP/1.1\r\nHost: x\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\nff\r\n{",
            "POST /api/v1/events HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 1000\r\n\r\n{",
            "GET /api/v1/pipeline HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            "GE");

    /** Of requests of somebody who may call. */
    static final List<String> WITH_TOKEN = List.of(
            "POST /api/v1/events HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 10485760\r\n\r\n[",
            "POST /api/v1/events HTTP/1.1\r\n" + BEARING + JSON + "Transfer-Encoding: chunked\r\n\r\nffff\r\n[",
            "PUT /api/v1/catalog/entities HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /api/v1/catalog/validate HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /api/v1/access/tokens HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "PUT /api/v1/slos/gate/policy HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "PUT /api/v1/slos/one HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /api/v1/services/one/upgrade-plan HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /api/v1/templates/resolve HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "POST /api/v1/correlations HTTP/1.1\r\n" + BEARING + JSON + "Content-Length: 1000\r\n\r\n{",
            "GET /q/openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40),
            "GET /api/v1/events?limit=1000 HTTP/1.1\r\n" + BEARING + "\r\n");

    private RequestBeginnings() {}
}
