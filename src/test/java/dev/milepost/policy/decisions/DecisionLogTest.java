package dev.milepost.policy.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.decisions.LoggedDecision.Refused;
import dev.milepost.policy.engines.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions in the form of OPA's decision logs. */
class DecisionLogTest {

    private static final Instant LATEST = Instant.parse("2026-06-10T12:05:00Z");
    private static final String ENTRY = """
            {"labels": {"app": "admission", "id": "i", "version": "1.22.3", "environment": "prod"},
             "decision_id": "4ca636c1-55e4-417a-b1d8-4aceb67960d1",
             "bundles": {"admission": {"revision": "r-12"}},
             "path": "kubernetes/admission/deny",
             "input": {"service_id": "component:default/payments", "hook": "deploy", "commit_sha": "c1",
                       "repository": "github.com/acme/payments", "pr_id": 7},
             "result": ["no digest"], "requested_by": "[::1]:59943",
             "timestamp": "2026-06-10T12:00:00.123456789Z", "metrics": {"timer_rego_query_eval_ns": 1}}
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static ObjectNode entry() throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree(ENTRY);
    }

    private static Decision read(JsonNode entry) throws Refused {
        return LoggedDecision.read(entry, "token:opa", environment -> "production", LATEST);
    }

    @Test
    void readsEntry() throws Exception {
        var decision = read(entry());

        assertThat(decision.id()).isEqualTo(UUID.fromString("4ca636c1-55e4-417a-b1d8-4aceb67960d1"));
        assertThat(decision.decidedAt()).isEqualTo(Instant.parse("2026-06-10T12:00:00.123456Z"));
        assertThat(decision.decision()).isEqualTo(Outcome.DENY);
        assertThat(decision.origin()).isEqualTo("opa");
        assertThat(decision.about().service()).isEqualTo("payments");
        assertThat(decision.about().hook()).isEqualTo("deploy");
        assertThat(decision.about().environment()).isEqualTo("prod");
        assertThat(decision.about().tier()).isEqualTo("production");
        assertThat(decision.about().pullRequest()).isEqualTo("github.com/acme/payments!7");
        assertThat(decision.results())
                .singleElement()
                .satisfies(result -> assertThat(result.policy()).isEqualTo("kubernetes/admission/deny"))
                .satisfies(result -> assertThat(result.version()).isEqualTo("r-12"))
                .satisfies(result -> assertThat(result.status()).isEqualTo(Status.FAIL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            true                       | ALLOW
            false                      | DENY
            []                         | ALLOW
            {"deny": [], "warn": ["w"]} | WARN
            {"allowed": true}          | DENY
            null                       | DENY
            """)
    void readsResults(String result, Outcome outcome) throws Exception {
        assertThat(read(entry().set("result", new ObjectMapper().readTree(result)))
                        .decision())
                .isEqualTo(outcome);
    }

    @Test
    void deniesUndefinedResults() throws Exception {
        var entry = entry();
        entry.remove("result");

        assertThat(read(entry).decision()).isEqualTo(Outcome.DENY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            decision_id | ''                        | decision_id
            path        | ''                        | path
            timestamp   | yesterday                 | timestamp
            timestamp   | 2026-06-10T12:06:00Z      | future
            path        | \\u0000                    | U+0000
            """)
    void refusesEntries(String member, String value, String why) throws Exception {
        var entry = entry().put(member, value.replace("\\u0000", "\0"));

        assertThatThrownBy(() -> read(entry)).isInstanceOf(Refused.class).hasMessageContaining(why);
    }

    @Test
    void readsLogs() throws IOException {
        var log = bytes("[" + ENTRY + "," + ENTRY + "]");

        assertThat(DecisionLogReader.read(log, false)).hasSize(2);
        assertThat(DecisionLogReader.read(gzip(log), true)).hasSize(2);
        assertThat(DecisionLogReader.read(bytes("[]"), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"{}", "[", "[1", "[] []", "x", "''"})
    void refusesOtherBodies(String body) {
        assertThatThrownBy(() -> DecisionLogReader.read(bytes(body), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_DECISION_LOG));
    }

    @Test
    void refusesBrokenGzip() throws IOException {
        var whole = gzip(bytes("[" + ENTRY + "]"));
        for (var broken : new byte[][] {bytes("[]"), Arrays.copyOf(whole, whole.length / 2), {}}) {
            assertThatThrownBy(() -> DecisionLogReader.read(broken, true))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_DECISION_LOG));
        }
    }

    /** A megabyte of gzip can be a gigabyte of JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"[\"|a|\"]", "[|[],|[]]"})
    void refusesBombs(String begin, String filling, String end) throws IOException {
        var bomb = gzip(bytes(begin + filling.repeat(20_000_000) + end));

        assertThatThrownBy(() -> DecisionLogReader.read(bomb, true))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void refusesTooManyEntriesAndDepth() {
        assertThatThrownBy(() -> DecisionLogReader.read(bytes("[" + "{},".repeat(1_001) + "{}]"), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThatThrownBy(() -> DecisionLogReader.read(bytes("[".repeat(5_000)), false))
                .isInstanceOf(ProblemException.class);
    }

    /** What this service writes is what it reads. */
    @Test
    void writesEntries() throws Exception {
        var own = Samples.decision("payments", Samples.AT, Samples.result("p", Status.FAIL, Outcome.DENY));

        var written = LoggedDecision.write(own);

        assertThat(written.path("decision_id").asText()).isEqualTo(own.id().toString());
        assertThat(written.at("/result/decision").asText()).isEqualTo("deny");
        assertThat(written.at("/result/results/0/status").asText()).isEqualTo("fail");
        assertThat(written.at("/labels/service_id").asText()).isEqualTo("payments");
        assertThat(read(written).id()).isEqualTo(own.id());
    }
}
