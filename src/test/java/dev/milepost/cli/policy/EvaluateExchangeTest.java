package dev.milepost.cli.policy;

import static dev.milepost.cli.policy.DecisionAnswers.EVALUATE;
import static dev.milepost.cli.policy.DecisionAnswers.decision;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to the service, and what follows if it does not answer. */
class EvaluateExchangeTest {

    private static final String EVIDENCE = "POST /api/v1/evidence";

    @TempDir
    Path folder;

    private FakePolicies service;

    @BeforeEach
    void start() throws IOException {
        service = FakePolicies.start();
    }

    @AfterEach
    void end() {
        service.close();
    }

    private PolicyCall evaluate(String... options) {
        var words = new ArrayList<>(List.of("evaluate", "--hook", "deploy", "--service", "payments-api"));
        words.addAll(List.of(options));
        if (!words.contains("--url")) {
            words.addAll(List.of("--url", service.url()));
        }
        if (!words.contains("--timeout")) {
            words.addAll(List.of("--timeout", "5"));
        }
        return PolicyCall.of(words.toArray(String[]::new));
    }

    @Test
    void sendsEvidenceFirst() throws IOException {
        service.answer(EVALUATE, 200, decision("allow", "")).answer(EVIDENCE, 201, "{\"kind\": \"sarif\"}");
        var digest = "sha256:" + "a".repeat(64);
        var sarif = Files.writeString(folder.resolve("results.sarif"), " {\"version\": \"2.1.0\"}");
        var junit = Files.writeString(folder.resolve("junit.xml"), "<testsuite/>");
        var spdx = Files.writeString(folder.resolve("sbom.spdx.yaml"), "spdxVersion: SPDX-2.3\n");
        var lcov = Files.writeString(folder.resolve("coverage.lcov"), "TN:\n");

        var call = evaluate(
                "--commit",
                "9fceb02",
                "--artifact",
                "registry.acme.example/payments@" + digest,
                "--source",
                "https://ci",
                "--evidence",
                sarif.toString(),
                junit.toString(),
                spdx.toString(),
                lcov.toString(),
                "custom/load-test=" + sarif);

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.err()).startsWith("Sent %s as evidence of kind sarif\n".formatted(sarif));
        var address = EVIDENCE + "?service=payments-api&commit=9fceb02&artifact=sha256%3A" + "a".repeat(64)
                + "&source=https%3A%2F%2Fci";
        assertThat(service.requests())
                .extracting(FakeRequest::line)
                .containsExactly(address, address, address, address, address + "&kind=custom%2Fload-test", EVALUATE);
        assertThat(service.requests())
                .extracting(FakeRequest::type)
                .containsExactly(
                        "application/json",
                        "application/xml",
                        "application/yaml",
                        "text/plain",
                        "application/json",
                        "application/json");
        assertThat(service.requests().get(1).body()).isEqualTo("<testsuite/>");
    }

    @Test
    void asksNothingIfEvidenceIsRefused() throws IOException {
        service.answer(EVALUATE, 200, decision("allow", "")).answer(EVIDENCE, 422, """
                {"detail": "The document is of no known format.", "errors": [{"pointer": "/runs", "detail": "is missing"}]}
                """);
        var sarif = Files.writeString(folder.resolve("results.sarif"), "{}");

        var call = evaluate("--evidence", sarif.toString());

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .isEqualTo(
                        "The service refused the evidence %s: 422 The document is of no known format.\n  /runs: is missing\n"
                                .formatted(sarif));
        assertThat(service.requests()).hasSize(1);
        assertThat(evaluate("--evidence", "none.json").exitCode()).isEqualTo(2);
    }

    /** A call that is repeated has one decision. The next call has its own: a waiver may have come meanwhile. */
    @Test
    void repeatsWithTheSameKey() {
        service.answer(EVALUATE, 503, "{}", "0")
                .answer(EVALUATE, 429, "{}", "0")
                .answer(EVALUATE, 200, decision("allow", ""));

        assertThat(evaluate().exitCode()).isZero();
        assertThat(evaluate().exitCode()).isZero();
        assertThat(evaluate("--key", "run-17").exitCode()).isZero();

        var keys = service.requests().stream().map(FakeRequest::key).toList();
        assertThat(keys).hasSize(5).doesNotContainNull();
        assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
        assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
        assertThat(keys.get(4)).isEqualTo("run-17");
    }

    @ParameterizedTest
    @CsvSource({"fail, 3", "allow, 0", "deny, 1"})
    void hasNoDecisionWithoutAnswer(String onError, int exitCode) {
        service.answer(EVALUATE, 503, "{\"detail\": \"The service is busy.\"}", "100");

        var summary = folder.resolve("summary.md");
        var call = evaluate("--on-error", onError, "--summary", summary.toString());

        assertThat(call.exitCode()).isEqualTo(exitCode);
        assertThat(call.err())
                .startsWith("The service at %s could not answer: 503 The service is busy.".formatted(service.url()));
        assertThat(call.out()).isEmpty();
        assertThat(summary).content().startsWith("### Policies: no decision\n\n`The service at ");
        service.close();
        assertThat(evaluate("--timeout", "0", "--on-error", onError))
                .satisfies(gone -> assertThat(gone.exitCode()).isEqualTo(exitCode))
                .satisfies(gone -> assertThat(gone.err()).startsWith("No service responds at " + service.url()));
    }

    /** A page of a proxy is no decision. */
    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{}", "[]", "{\"decision\": true}"})
    void takesNoOtherAnswerForDecision(String body) {
        service.answer(EVALUATE, 200, body);

        assertThat(evaluate().exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422})
    void saysWhatIsWrongWithTheQuestion(int status) {
        service.answer(EVALUATE, status, """
                {"detail": "It is wrong.", "errors": [{"pointer": "/environment", "detail": "is missing"}]}
                """);

        var call = evaluate("--on-error", "allow");

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .startsWith("The service refused the question: %d It is wrong.".formatted(status))
                .endsWith("\n  /environment: is missing\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--pull-request, 7",
        "--pull-request, https://github.com/acme/payments",
        "--input, none.yaml",
        "--input, src/test/java/dev/milepost/cli/policy/PolicyCall.java",
        "--key, 'a b'",
        "--url, ftp://x"
    })
    void endsWithTwoIfTheCommandLineIsNotValid(String option, String value) {
        service.answer(EVALUATE, 200, decision("allow", ""));

        assertThat(evaluate(option, value))
                .satisfies(call -> assertThat(call.exitCode()).isEqualTo(2));
        assertThat(service.requests()).isEmpty();
    }
}
