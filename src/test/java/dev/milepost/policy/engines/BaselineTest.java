package dev.milepost.policy.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.expressions.WildcardPattern;
import dev.milepost.policy.engines.BaselineCases.Case;
import dev.milepost.policy.engines.OpaDocuments.OpaFailure;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.RealOpa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline: its cases, and its second form in Rego, which a real OPA evaluates. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class BaselineTest {

    private static final OpaDocuments NO_OPA = (path, input) -> {
        throw new OpaFailure("not asked");
    };

    static Stream<Case> cases() throws IOException {
        return BaselineCases.all();
    }

    static List<String> names() throws IOException {
        return BaselineCases.files(BaselineCases.POLICIES.resolve("baseline"))
                .map(file -> file.getFileName().toString().replace(".yaml", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holds(Case one) {
        check(one, "baseline", NO_OPA);
    }

    private static void check(Case one, String folder, OpaDocuments opa) {
        var policy = BaselineCases.policy(folder, one.policy());
        var input = BaselineCases.input(one);
        var evaluator = PolicyEvaluator.offline(BaselineCases.state(one), opa);
        if (!policy.hooks().contains(input.subject().hook())
                || evaluator.matches(policy, input).equals(Optional.of(false))) {
            assertThat("not_applicable")
                    .isEqualTo(one.expected().path("status").asText());
            return;
        }
        assertThat(evaluator.matches(policy, input)).contains(true);
        var result = evaluator.evaluate(policy, input);
        assertThat(result.status().wireName())
                .as("%s", result)
                .isEqualTo(one.expected().path("status").asText());
        if (one.expected().has("violations")) {
            assertThat(result.violations())
                    .hasSize(one.expected().path("violations").size());
            assertThat(one.expected().path("violations")).allSatisfy(wanted -> assertThat(result.violations())
                    .anySatisfy(violation -> {
                        if (wanted.has("pointer")) {
                            assertThat(violation.pointer())
                                    .isEqualTo(wanted.path("pointer").asText());
                        }
                        if (wanted.has("message")) {
                            assertThat(new WildcardPattern(wanted.path("message").asText())
                                            .matches(violation.message()))
                                    .as(violation.message())
                                    .isTrue();
                        }
                    }));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasCasesOfEachResult(String name) throws IOException {
        var statuses = BaselineCases.all()
                .filter(one -> one.policy().equals(name))
                .map(one -> one.expected().path("status").asText())
                .collect(Collectors.toSet());
        var needsEvidence =
                Files.readString(BaselineCases.POLICIES.resolve("baseline/%s.yaml".formatted(name)));

        assertThat(statuses).contains("pass", "not_applicable");
        if (needsEvidence.contains("maxAgeDays") && needsEvidence.contains("evidence_present")) {
            assertThat(statuses).contains("missing_evidence", "stale_evidence");
        } else {
            assertThat(statuses).contains("fail");
        }
    }

    /** Only the engine, its rules and what they read differ. */
    @ParameterizedTest
    @MethodSource("names")
    void hasTheSamePolicyInRego(String name) {
        var builtin = BaselineCases.policy("baseline", name);
        var rego = BaselineCases.policy("rego", name);

        assertThat(rego.title()).isEqualTo(builtin.title());
        assertThat(rego.version()).isEqualTo(builtin.version());
        assertThat(rego.severity()).isEqualTo(builtin.severity());
        assertThat(rego.hooks()).isEqualTo(builtin.hooks());
        assertThat(BaselineCases.read(Path.of("policies/rego/%s.yaml".formatted(name)))
                        .at("/spec/match"))
                .isEqualTo(BaselineCases.read(Path.of("policies/baseline/%s.yaml".formatted(name)))
                        .at("/spec/match"));
    }

    /** Each policy says why it is there and what to do, and is in the documentation. */
    @ParameterizedTest
    @MethodSource("names")
    void isDocumented(String name) throws IOException {
        var document = BaselineCases.read(Path.of("policies/baseline/%s.yaml".formatted(name)));

        assertThat(document.at("/metadata/description").asText()).isNotEmpty();
        assertThat(document.at("/spec/rules"))
                .allSatisfy(rule -> assertThat(rule.path("remedy").asText()).isNotEmpty());
        assertThat(Files.readString(Path.of("docs/policies-baseline.md")))
                .contains("\n## %s\n".formatted(name));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InRego {

        private static final @Nullable SSLContext NO_TLS = null;

        private @Nullable RealOpa opa;

        static Stream<Case> cases() throws IOException {
            return BaselineCases.all();
        }

        private OpaDocuments opa() throws Exception {
            var running = opa;
            if (running == null) {
                running = RealOpa.start(BaselineCases.POLICIES.resolve("rego"), "--ignore=*.yaml");
                opa = running;
            }
            return new OpaClient(
                    new TestOpaConfig(running.address(), Optional.empty(), Duration.ofSeconds(5)),
                    NO_TLS,
                    new MovedClock());
        }

        @AfterAll
        void end() {
            if (opa != null) {
                Objects.requireNonNull(opa).close();
            }
        }

        @ParameterizedTest
        @MethodSource("cases")
        void holds(Case one) throws Exception {
            check(one, "rego", opa());
        }

        @Test
        void passesItsOwnTests() throws Exception {
            var log = Files.createDirectories(Path.of("target")).resolve("opa-test.log");
            var tests = new ProcessBuilder(
                            RealOpa.require().toString(), "test", "--ignore=*.yaml", "--threshold=90", "policies/rego")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();

            assertThat(tests.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(tests.exitValue()).as(Files.readString(log)).isZero();
        }
    }
}
