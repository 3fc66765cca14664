package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.policy.FakePolicies.FakeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that are saved. The answers are those of openapi/. */
class PushCommandTest {

    private static final String PATH = "/api/v1/policies/";

    @TempDir
    Path folder;

    private FakePolicies service;

    @BeforeEach
    void start() throws IOException {
        service = FakePolicies.start();
        write("a", "catalog_valid");
        write("b", "catalog_valid");
    }

    @AfterEach
    void end() {
        service.close();
    }

    private void write(String name, String check) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: milepost.dev/v1
                kind: Policy
                metadata: {name: %s, title: P, owner: group:default/platform, version: 1.1.0, severity: high}
                spec: {hooks: [deploy], engine: builtin, rules: [{check: %s}]}
                """.formatted(name, check));
    }

    private PolicyCall push(String... options) {
        var words = new ArrayList<>(List.of("push", "--url", service.url(), "--timeout", "0"));
        words.addAll(List.of(options));
        words.add(folder.toString());
        return PolicyCall.of(words.toArray(String[]::new));
    }

    private static String view(String version, String digest) {
        return "{\"name\": \"a\", \"version\": \"%s\", \"digest\": \"%s\", \"retired\": null}"
                .formatted(version, digest);
    }

    private String digest(String name) {
        var report = PolicyLint.read(List.of(folder.resolve(name + ".yaml")));
        return report.policies().get(0).policy().digest();
    }

    @Test
    void savesWhatIsNewOrChanged() throws IOException {
        service.answer("GET " + PATH + "a", 200, view("1.0.0", "sha256:0"))
                .answer("PUT " + PATH + "a", 200, view("1.1.0", "sha256:1"))
                .answer("PUT " + PATH + "b", 200, view("1.1.0", "sha256:1"));

        var call = push();

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out()).isEqualTo("""
                changed   a 1.1.0
                created   b 1.1.0
                1 created, 1 changed, 0 unchanged, 0 rejected
                """);
        var saved = service.requests().get(1);
        assertThat(saved.type()).isEqualTo("application/json");
        assertThat(new ObjectMapper()
                        .readTree(saved.body())
                        .at("/metadata/name")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void leavesUnchangedAlone() {
        service.answer("GET " + PATH + "a", 200, view("1.1.0", digest("a")))
                .answer("GET " + PATH + "b", 200, """
                        {"version": "1.1.0", "digest": "%s", "retired": {"at": "2026-06-01T00:00:00Z", "by": "x", "reason": "y"}}
                        """.formatted(digest("b")))
                .answer("PUT " + PATH + "b", 409, """
                        {"detail": "Version 1.1.0 of policy 'b' is not later than 1.1.0."}
                        """);

        var call = push();

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).isEqualTo("""
                unchanged a 1.1.0
                rejected  b 1.1.0
                          409 Version 1.1.0 of policy 'b' is not later than 1.1.0.
                0 created, 0 changed, 1 unchanged, 1 rejected
                """);
    }

    @Test
    void showsImpactAndSavesNothing() {
        service.answer("GET " + PATH + "a", 200, view("1.0.0", "sha256:0"))
                .answer("GET " + PATH + "a/impact", 200, """
                        {"version": "1.0.0", "applied": 120, "blocked": 3, "errors": 1, "services": [
                         {"service_id": "payments-api", "applied": 4, "blocked": 3, "errors": 0},
                         {"service_id": "web", "applied": 9, "blocked": 0, "errors": 1}]}
                        """);

        var call = push("--dry-run", "--tier", "staging");

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out()).isEqualTo("""
                changed   a 1.1.0
                          1.0.0, enforced in staging, would block 3 of 120 requests of the last days, with 1 errors
                            payments-api: 3 of 4
                created   b 1.1.0
                          Its impact is known after it was saved: save it, and repeat this.
                1 created, 1 changed, 0 unchanged, 0 rejected; nothing was saved
                """);
        assertThat(service.requests())
                .extracting(FakeRequest::line)
                .containsExactly(
                        "GET " + PATH + "a", "GET " + PATH + "a/impact?mode=enforce&tier=staging", "GET " + PATH + "b");
    }

    @Test
    void saysThatImpactIsUnknown() {
        service.answer("GET " + PATH + "a", 200, view("1.0.0", "sha256:0"))
                .answer("GET " + PATH + "a/impact", 403, "{\"detail\": \"No.\"}");

        assertThat(push("--dry-run").out())
                .contains(
                        "          The impact is unknown: 403 No. The token in MILEPOST_TOKEN needs the role template-owner.\n");
    }

    @Test
    void sendsNothingIfLintFails() throws IOException {
        write("b", "catalog_invalid");

        var call = push();

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.err())
                .contains("b.yaml:4:51: error: /spec/rules/0/check must be one of ")
                .doesNotContain("warning: ");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void endsWithThreeWithoutAnswer() {
        service.close();

        assertThat(push()).satisfies(call -> assertThat(call.exitCode()).isEqualTo(3));
    }
}
