package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Evidence with as many facts as are kept of a document, and a policy that reads it. */
final class LargeEvidence {

    private static final int FINDINGS = 1_000;

    private static final String POLICY = """
            apiVersion: milepost.dev/v1
            kind: Policy
            metadata:
              name: heap
              title: No critical vulnerability
              owner: group:default/platform
              version: 1.0.0
              severity: high
            spec:
              hooks: [deploy]
              evidence: [{kind: cyclonedx}]
              engine: builtin
              rules: [{check: no_finding_above, kinds: [cyclonedx, spdx], severity: high}]
            """;

    private final SmallHeapService service;

    LargeEvidence(SmallHeapService service) {
        this.service = service;
    }

    void savePolicy() throws Exception {
        var answer = service.send("PUT", "/api/v1/policies/heap", "application/yaml", BodyPublishers.ofString(POLICY));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** Sends bills of materials of different tools. Returns the id of the last one. */
    String sendBills(String about, int count) throws Exception {
        var id = "";
        for (int i = 0; i < count; i++) {
            id = send(about, """
                    {"bomFormat": "CycloneDX", "specVersion": "1.4", "version": 1, "metadata": {"tools": [{"name": "tool %d"}]},
                     "vulnerabilities": [%s]}
                    """.formatted(i, list("""
                            {"id": "CVE-2024-%1$d", "ratings": [{"severity": "high"}],
                             "affects": [{"ref": "pkg:npm/a@%1$d"}]}
                            """)));
        }
        return id;
    }

    void sendVex(String about) throws Exception {
        send(about, """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex", "author": "jane",
                 "timestamp": "2026-06-01T10:00:00Z", "version": 1, "statements": [%s]}
                """.formatted(list("""
                        {"vulnerability": {"name": "CVE-2024-%d"}, "products": [{"@id": "pkg:npm/a"}],
                         "status": "not_affected", "justification": "component_not_present"}
                        """)));
    }

    private static String list(String item) {
        return IntStream.range(0, FINDINGS).mapToObj(item::formatted).collect(Collectors.joining(","));
    }

    private String send(String about, String document) throws Exception {
        var answer = service.post(
                "/api/v1/evidence?service=" + about, "application/json", BodyPublishers.ofString(document));
        assertThat(answer.statusCode()).isEqualTo(201);
        return SmallHeapService.json(answer).path("id").asText();
    }

    /** Asks for a decision. Returns the status. */
    int evaluate(String about) throws Exception {
        var question = """
                {"hook": "deploy", "service_id": "%s", "environment": "production"}
                """.formatted(about);
        return service.post("/api/v1/policies/evaluate", "application/json", BodyPublishers.ofString(question))
                .statusCode();
    }

    /** An envelope whose payload has a quarter of a million objects, which take some 100 MiB. */
    static byte[] envelope() {
        var payload = """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "a", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://acme.example/values", "predicate": {"values": [%s{}]}}
                """.formatted("a".repeat(64), "{\"a\":{}},".repeat(245_000));
        return """
                {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": [{"sig": "aaaa"}]}
                """.formatted(Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
