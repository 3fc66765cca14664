package dev.milepost.policy.evidence;

import static dev.milepost.testing.SloClient.contract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Evidence over HTTP. */
@QuarkusTest
@Tag("service")
class EvidenceResourceTest {

    private static final String EVIDENCE = "/api/v1/evidence";
    private static final String DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final String service = "s-" + UUID.randomUUID();

    @Test
    void storesAndServesEvidence() {
        var report = "<testsuites><testcase name='%s'><failure/></testcase></testsuites>".formatted(service);

        var id = send(201, report, "service=" + service + "&source=ci")
                .body("kind", equalTo("junit"))
                .body("service", equalTo(service))
                .body("source", equalTo("ci"))
                .body("verified", equalTo(false))
                .body("signer", nullValue())
                .body("bytes", equalTo(report.length()))
                .extract()
                .<String>path("id");
        send(200, report, "service=component:default/" + service).body("id", equalTo(id));

        contract().get(EVIDENCE + "/" + id).then().statusCode(200).body("facts.failed", equalTo(1));
        assertThat(contract()
                        .get(EVIDENCE + "/" + id + "/document")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(report);
        contract().get(EVIDENCE + "?service=" + service).then().statusCode(200).body("items.id", hasItem(id));
        contract()
                .get("/api/v1/services/" + service + "/evidence")
                .then()
                .statusCode(200)
                .body("owed_known", equalTo(false))
                .body("template", nullValue())
                .body("items", hasSize(1))
                .body("items[0].status", equalTo("present"))
                .body("items[0].evidence.id", equalTo(id));
        contract().get(EVIDENCE + "/" + UUID.randomUUID()).then().statusCode(404);
        contract().get(EVIDENCE + "?commit=main").then().statusCode(400).body("errors[0].pointer", equalTo("commit"));
    }

    @Test
    void storesNothingOfWhatItRefuses() {
        send(422, "{\"version\": \"2.1.0\", \"runs\": []}", "service=" + service)
                .body("errors[0].pointer", equalTo("/runs"));
        send(400, "{\"version\": ", "service=" + service).body("type", equalTo("/problems/unreadable-evidence"));
        send(400, "<!DOCTYPE a [<!ENTITY b 'c'>]><testsuites>&b;</testsuites>", "service=" + service);
        send(422, "<testsuites/>", "service=" + service + "&kind=sarif").body("errors[0].pointer", equalTo("kind"));
        send(404, "{}", "service=" + service + "&kind=custom/no-such-type");
        send(400, "<testsuites/>", "kind=junit").body("errors[0].pointer", equalTo("service"));

        contract().get(EVIDENCE + "?service=" + service).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void refusesTooLargeDocuments() {
        send(413, " ".repeat((10 << 20) + 1), "service=" + service);
    }

    /** The values are within one text of the body. */
    @Test
    void refusesPayloadsWithTooManyValues() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        send(413, envelope(pair, "many values", "{\"\":{}},".repeat(50_000) + "{}"), "service=" + service);
        send(201, envelope(pair, "few values", "{\"\":{}},".repeat(50) + "{}"), "service=" + service);
    }

    @Test
    void verifiesWithRegisteredKeys() throws GeneralSecurityException {
        var key = "k-" + UUID.randomUUID();
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        send(201, envelope(other, "no key yet"), "service=" + service).body("verified", equalTo(false));
        put(key, pair, 201).body("algorithm", equalTo("ed25519")).body("services", equalTo(List.of(service)));
        put(key, pair, 200);
        put(key, other, 409);

        var id = send(201, envelope(pair, "signed"), "service=" + service)
                .body("verified", equalTo(true))
                .body("signer", equalTo("team-a"))
                .body("key", equalTo(key))
                .body("artifact_digest", equalTo("sha256:" + DIGEST))
                .extract()
                .<String>path("id");
        send(422, envelope(other, "forged"), "service=" + service)
                .body("type", equalTo("/problems/unverified-evidence"))
                .body("errors[0].pointer", equalTo("/signatures"));
        send(422, envelope(pair, "another artifact"), "service=" + service + "&artifact=sha256:" + "0".repeat(64))
                .body("errors[0].pointer", equalTo("artifact"));
        contract().get("/api/v1/evidence-keys/" + key).then().statusCode(200);

        contract().delete("/api/v1/evidence-keys/" + key).then().statusCode(204);
        contract()
                .get(EVIDENCE + "/" + id)
                .then()
                .statusCode(200)
                .body("verified", equalTo(false))
                .body("key", nullValue());
        contract().delete("/api/v1/evidence-keys/" + key).then().statusCode(404);
    }

    @Test
    void refusesCallersWhoAreNoAdmins() {
        contract()
                .contentType("application/json")
                .header("Milepost-User", "user:default/jane")
                .body("{\"public_key\": \"x\"}")
                .put("/api/v1/evidence-keys/a")
                .then()
                .statusCode(403);
        contract()
                .contentType("application/json")
                .header("Milepost-User", "user:default/jane")
                .body("{\"schema\": {}, \"facts\": {\"a\": \"1\"}}")
                .put("/api/v1/evidence-types/a")
                .then()
                .statusCode(403);
        contract()
                .contentType("application/json")
                .body("{\"public_key\": \"x\", \"service\": []}")
                .put("/api/v1/evidence-keys/a")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/service"));
    }

    @Test
    void readsTypesOfOnesOwn() {
        var type = "t-" + UUID.randomUUID();
        var definition = """
                {"schema": {"type": "object", "required": ["p99"]}, "facts": {"fast": "document.p99 < 100.0"}}
                """;
        putType(type, definition, 201);
        putType(type, definition, 200);
        putType(type, "{\"schema\": {}, \"facts\": {\"a\": \"(\"}}", 422)
                .body("errors[0].pointer", equalTo("/facts/a"));

        var id = send(201, "{\"p99\": 80.0}", "service=" + service + "&kind=custom/" + type)
                .body("kind", equalTo("custom/" + type))
                .extract()
                .<String>path("id");
        contract().get(EVIDENCE + "/" + id).then().statusCode(200).body("facts.fast", equalTo(true));
        send(422, "{}", "service=" + service + "&kind=custom/" + type).body("errors[0].detail", containsString("p99"));
        contract().get("/api/v1/evidence-types/" + type).then().statusCode(200);
        contract().get("/api/v1/evidence-types").then().statusCode(200);
        contract().get("/api/v1/evidence-types/schema").then().statusCode(200).body("title", equalTo("Evidence type"));

        contract().delete("/api/v1/evidence-types/" + type).then().statusCode(204);
        contract().get("/api/v1/evidence-types/" + type).then().statusCode(404);
    }

    @Test
    void appliesVexOfTheSameService() {
        var bill = """
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": [
                   {"type": "library", "name": "a", "version": "1", "bom-ref": "a", "purl": "pkg:npm/a@1"}],
                 "vulnerabilities": [{"id": "CVE-2024-1", "ratings": [{"severity": "critical"}], "affects": [{"ref": "a"}]}]}
                """;
        var id = send(201, bill, "service=" + service).extract().<String>path("id");
        send(201, """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/%s", "author": "jane",
                 "timestamp": "2026-06-01T10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "CVE-2024-1"},
                   "products": [{"@id": "pkg:npm/a@1"}], "status": "not_affected",
                   "justification": "vulnerable_code_not_present"}]}
                """.formatted(service), "service=" + service);

        contract()
                .get(EVIDENCE + "/" + id)
                .then()
                .statusCode(200)
                .body("facts.vulnerabilities[0].suppressed", equalTo(true))
                .body("facts.vulnerabilities[0].suppressed_by", containsString("vulnerable_code_not_present"))
                .body("facts.by_severity.critical", equalTo(0));
    }

    private ValidatableResponse send(int status, String document, String query) {
        var type = document.startsWith("<") ? "application/xml" : "application/json";
        return contract()
                .contentType(type)
                .body(document.getBytes(StandardCharsets.UTF_8))
                .post(EVIDENCE + "?" + query)
                .then()
                .statusCode(status);
    }

    private ValidatableResponse put(String name, KeyPair pair, int status) {
        var pem = "-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----"
                .formatted(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        return contract()
                .contentType("application/json")
                .body("{\"public_key\": \"%s\", \"identity\": \"team-a\", \"services\": [\"%s\"]}"
                        .formatted(pem, service))
                .put("/api/v1/evidence-keys/" + name)
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse putType(String name, String definition, int status) {
        return contract()
                .contentType("application/json")
                .body(definition)
                .put("/api/v1/evidence-types/" + name)
                .then()
                .statusCode(status);
    }

    private static String envelope(KeyPair pair, String name) throws GeneralSecurityException {
        return envelope(pair, name, "");
    }

    private static String envelope(KeyPair pair, String name, String values) throws GeneralSecurityException {
        var type = "application/vnd.in-toto+json";
        var payload = """
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "%s", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://acme.example/reviewed", "predicate": {"values": [%s]}}
                """.formatted(name, DIGEST, values).getBytes(StandardCharsets.UTF_8);
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update("DSSEv1 %d %s %d "
                .formatted(type.length(), type, payload.length)
                .getBytes(StandardCharsets.UTF_8));
        signature.update(payload);
        return "{\"payloadType\": \"%s\", \"payload\": \"%s\", \"signatures\": [{\"sig\": \"%s\"}]}"
                .formatted(
                        type,
                        Base64.getEncoder().encodeToString(payload),
                        Base64.getEncoder().encodeToString(signature.sign()));
    }
}
