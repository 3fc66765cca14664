package dev.milepost.policy.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.definitions.Policy;
import dev.milepost.policy.definitions.TestPolicies;
import dev.milepost.testing.MovedClock;
import dev.milepost.testing.RealOpa;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies in Rego, as other tools have them, evaluated by a real OPA. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class OpaEngineTest {

    private static final @Nullable SSLContext NO_TLS = null;

    private static RealOpa opa;
    private static OpaEngine engine;

    @BeforeAll
    static void start() throws Exception {
        opa = RealOpa.start(Path.of("src/test/resources/rego"));
        engine = engine(opa.address(), Duration.ofSeconds(5));
    }

    @AfterAll
    static void end() {
        if (opa != null) {
            opa.close();
        }
    }

    @SuppressWarnings("NullAway") // no policy asks for what the service knows
    private static OpaEngine engine(URI address, Duration timeout) {
        return new OpaEngine(
                new OpaClient(new TestOpaConfig(address, Optional.empty(), timeout), NO_TLS, new MovedClock()), null);
    }

    private static EngineResult evaluate(String path, boolean requestOnly, TestInput input) {
        return engine.evaluate(policy(path, requestOnly), input.build());
    }

    private static Policy policy(String path, boolean requestOnly) {
        return TestPolicies.policy("""
                hooks: [deploy]
                engine: opa
                parameters: {most_failed: 0}
                opa: {path: %s, input: %s}
                """.formatted(path, requestOnly ? "request" : "context"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {'kind': 'Deployment', 'metadata': {'name': 'web'}, 'spec': {'replicas': 3, 'template': {'spec': {'securityContext': {'runAsNonRoot': true}, 'containers': [{'image': 'web:1'}]}}}} | PASS
            {'kind': 'Deployment', 'metadata': {'name': 'web'}, 'spec': {'replicas': 1, 'template': {'spec': {'securityContext': {'runAsNonRoot': true}, 'containers': [{'image': 'web:1'}]}}}} | WARN
            {'kind': 'Deployment', 'metadata': {'name': 'web'}, 'spec': {'replicas': 3, 'template': {'spec': {'containers': [{'image': 'web:1'}]}}}} | FAIL
            {'kind': 'Deployment', 'metadata': {'name': 'web'}, 'spec': {'replicas': 3, 'template': {'spec': {'securityContext': {'runAsNonRoot': true}, 'containers': [{'image': 'web:latest'}]}}}} | FAIL
            {'kind': 'Deployment', 'metadata': {'name': 'web', 'annotations': {'experiment': 'yes'}}, 'spec': {'replicas': 3, 'template': {'spec': {'securityContext': {'runAsNonRoot': true}, 'containers': [{'image': 'web:latest'}]}}}} | PASS
            """)
    void evaluatesConftestPackages(String manifest, Status status) {
        assertThat(evaluate("acme/kubernetes", true, new TestInput().request(manifest))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void evaluatesOneRule() {
        var manifest = "{'kind': 'Deployment', 'metadata': {'name': 'web'}, 'spec': {}}";

        var result = evaluate("acme/kubernetes/deny", true, new TestInput().request(manifest));

        assertThat(result.status()).isEqualTo(Status.FAIL);
        assertThat(result.violations())
                .extracting(Violation::message)
                .containsExactly("Containers must not run as root in Deployment web");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {'bomFormat': 'CycloneDX', 'components': [{'name': 'a', 'licenses': [1]}]} | PASS
            {'bomFormat': 'CycloneDX', 'components': [{'name': 'a'}]}                  | FAIL
            {'bomFormat': 'other'}                                                     | SKIPPED
            """)
    void evaluatesChainloopPolicies(String sbom, Status status) {
        assertThat(evaluate("acme/sbom", true, new TestInput().request(sbom)).status())
                .isEqualTo(status);
        assertThat(evaluate("acme/sbom/result", true, new TestInput().request(sbom))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {'pull_requests': [{'url': 'u', 'approvers': ['a']}]} | PASS
            {'pull_requests': [{'url': 'u', 'approvers': []}]}    | FAIL
            """)
    void evaluatesKosliPolicies(String trail, Status status) {
        assertThat(evaluate("acme/review", true, new TestInput().request(trail)).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "2, FAIL"})
    void sendsWholeContext(int failed, Status status) {
        var result = evaluate(
                "acme/deploy/violation", false, new TestInput().with("junit", "{'failed': %d}".formatted(failed)));

        assertThat(result.status()).isEqualTo(status);
        if (status == Status.FAIL) {
            assertThat(result.violations())
                    .containsExactly(new Violation(
                            null, "2 tests of payments failed", "/evidence/junit", "Mend the tests", null));
        }
    }

    @Test
    void neverPassesUndefinedDocuments() {
        assertThat(evaluate("acme/deploy/approved", false, new TestInput()).status())
                .isEqualTo(Status.PASS);
        assertThat(evaluate("acme/deploy/approved", true, new TestInput().request("{}"))
                        .status())
                .isEqualTo(Status.ERROR);
        assertThat(evaluate("acme/nothing", false, new TestInput()).status()).isEqualTo(Status.ERROR);
        assertThat(evaluate("acme/deploy/approved", true, new TestInput()).status())
                .isEqualTo(Status.ERROR);
    }

    @Test
    void reportsFaultsOfPolicies() {
        var result = evaluate("acme/deploy/conflicting", false, new TestInput());

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.violations().get(0).message()).contains("OPA answered with status 500");
    }

    @Test
    void doesNotWaitForSlowPolicies() {
        long began = System.nanoTime();

        var result = engine(opa.address(), Duration.ofMillis(300))
                .evaluate(policy("acme/deploy/slow", false), new TestInput().build());

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat((System.nanoTime() - began) / 1e9).isLessThan(5);
    }
}
