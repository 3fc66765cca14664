package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.PolicyClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a decision of a running service. */
@QuarkusTest
@Tag("service")
class PolicyCommandsTest {

    private static final String EVIDENCE = "src/test/resources/policies/evidence/";

    @TempDir
    Path folder;

    private final String service = "s-" + UUID.randomUUID();
    private final String policy = "p-" + UUID.randomUUID();

    private void write(String version, String severity) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: milepost.dev/v1
                kind: Policy
                metadata: {name: %s, title: P, owner: group:default/platform, version: %s, severity: high}
                spec:
                  hooks: [deploy]
                  match: service == "%s"
                  evidence: [{kind: cyclonedx}]
                  engine: builtin
                  rules: [{check: no_finding_above, severity: %s, kinds: [cyclonedx], remedy: Upgrade it.}]
                """.formatted(policy, version, service, severity));
    }

    @AfterEach
    void end() {
        PolicyClient.retire(policy);
    }

    private static PolicyCall call(String command, String... options) {
        var words = new ArrayList<>(List.of(command, "--url", "http://localhost:" + RestAssured.port));
        words.addAll(List.of(options));
        return PolicyCall.of(words.toArray(String[]::new));
    }

    private PolicyCall evaluate(String... options) {
        var words = new ArrayList<>(List.of("--hook", "deploy", "--service", service, "--environment", "prod"));
        words.addAll(List.of(options));
        return call("evaluate", words.toArray(String[]::new));
    }

    @Test
    void pushesOnce() throws IOException {
        write("1.0.0", "high");

        assertThat(call("push", folder.toString()).out()).startsWith("created   %s 1.0.0\n".formatted(policy));
        assertThat(call("push", folder.toString()).out())
                .isEqualTo("unchanged %s 1.0.0\n0 created, 0 changed, 1 unchanged, 0 rejected\n".formatted(policy));
        evaluate();
        write("1.1.0", "medium");
        assertThat(call("push", "--dry-run", folder.toString()).out())
                .startsWith("changed   %s 1.1.0\n".formatted(policy))
                .contains(
                        "1.0.0, enforced in production, would block 1 of 1 requests of the last days, with 0 errors\n")
                .contains("            %s: 1 of 1\n".formatted(service));
        assertThat(call("push", folder.toString()).out()).startsWith("changed   %s 1.1.0\n".formatted(policy));
        write("1.0.0", "low");
        var rejected = call("push", folder.toString());
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.out()).startsWith("rejected  %s 1.0.0\n          409 ".formatted(policy));
    }

    @Test
    void decidesByEvidence() throws IOException {
        write("1.0.0", "high");
        call("push", folder.toString());

        var missing = evaluate();
        var failed = evaluate("--evidence", EVIDENCE + "bom.json");
        var allowed = evaluate("--evidence", EVIDENCE + "openvex.json");

        assertThat(missing.exitCode()).as(missing.out() + missing.err()).isEqualTo(1);
        assertThat(missing.out()).contains("(missing evidence, enforce)");
        assertThat(failed.exitCode()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(failed.out()).contains("- CVE-2021-44228 in ").contains("remedy: Upgrade it.");
        assertThat(failed.err()).startsWith("Sent " + EVIDENCE + "bom.json as evidence of kind cyclonedx");
        assertThat(allowed.exitCode()).as(allowed.out() + allowed.err()).isZero();
        assertThat(evaluate("--fail-on-warn", "--format", "markdown").out()).startsWith("### Policies: allowed");
    }

    /** The same key has the same decision, also if evidence came meanwhile. */
    @Test
    void decidesOnceForEachKey() throws IOException {
        write("1.0.0", "high");
        call("push", folder.toString());

        var first = evaluate("--key", service);
        var again = evaluate("--key", service, "--evidence", EVIDENCE + "bom.json", EVIDENCE + "openvex.json");

        assertThat(again.out()).isEqualTo(first.out());
        assertThat(evaluate().exitCode()).isZero();
        assertThat(evaluate("--key", service, "--commit", "9fceb02").exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() throws IOException {
        write("1.0.0", "high");
        call("push", folder.toString());

        var call = call("evaluate", "--hook", "deploy", "--service", service);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("/environment: is missing");
    }
}
