package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.evidence.ServiceEvidence.Item;
import dev.milepost.policy.evidence.ServiceEvidence.Owed;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Emission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a golden path owes, and whether it is there. */
class ServiceEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Owed owed = new Owed((GoldenPath) manifest("""
            apiVersion: milepost.dev/v1
            kind: GoldenPath
            metadata: {name: a, owner: platform, version: 1.0.0}
            spec:
              type: service
              lifecycle: production
              changelog: {added: [x]}
              modules: [{module: m, range: "*"}]
              policies: {sbom: required}
            """));

    @Test
    void comparesWhatModulesEmitWithWhatThereIs() {
        owed.add(module(
                "scans",
                "[{kind: cyclonedx, maxAge: P30D, policy: sbom}, {kind: sarif, tool: checkov, policy: iac-scan}]"));
        owed.add(module("tests", "[{kind: junit, maxAge: PT12H}, {kind: coverage}, {kind: sarif, tool: semgrep}]"));
        owed.add(module("more", "[{kind: cyclonedx, maxAge: P7D}]"));

        var items = owed.items(
                List.of(
                        stored("cyclonedx", "syft", Duration.ofDays(8)),
                        stored("junit", "", Duration.ofHours(1)),
                        stored("sarif", "Semgrep OSS", Duration.ofDays(900)),
                        stored("sarif", "bandit", Duration.ofDays(1))),
                NOW);

        assertThat(items.stream().map(ServiceEvidenceTest::text))
                .containsExactly(
                        "coverage missing [tests@1.0.0] null null",
                        "cyclonedx stale [scans@1.0.0, more@1.0.0] 604800 syft",
                        "junit present [tests@1.0.0] 43200 ",
                        "sarif present [tests@1.0.0] null Semgrep OSS",
                        "sarif present [] null bandit");
        assertThat(items.get(4).owed()).isFalse();
    }

    @Test
    void refusesUnknownKindsAndAges() {
        for (var emits : List.of(
                "[{kind: other}]",
                "[{kind: sarif, maxAge: P1Y}]",
                "[{kind: sarif, maxAge: P0D}]",
                "[{}]",
                "[{kind: custom/A}]",
                "[{kind: sarif, policy: other}]")) {
            var problem = catchThrowableOfType(ProblemException.class, () -> module("m", emits));

            assertThat(problem.status()).as(emits).isEqualTo(422);
            assertThat(problem.faults().get(0).pointer()).as(emits).startsWith("/spec/emits/0/");
        }
        assertThat(module("m", "[{kind: custom/load-test, maxAge: PT12H}]").emits())
                .containsExactly(new Emission("custom/load-test", null, Duration.ofHours(12), null));
    }

    private static String text(Item item) {
        return "%s %s %s %s %s"
                .formatted(
                        item.kind(),
                        item.status().word(),
                        item.modules(),
                        item.maxAgeSeconds(),
                        item.evidence() == null ? null : item.evidence().tool());
    }

    private static StoredEvidence stored(String kind, String tool, Duration age) {
        return new StoredEvidence(
                UUID.randomUUID(),
                kind,
                tool,
                "s",
                null,
                null,
                "",
                NOW.minus(age),
                NOW.minus(age),
                false,
                null,
                null,
                "sha256:0",
                1,
                "jane",
                true);
    }

    private static ModuleManifest module(String name, String emits) {
        return (ModuleManifest) manifest("""
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: %s, owner: platform, version: 1.0.0}
                spec: {phase: build, changelog: {added: [x]}, emits: %s}
                """.formatted(name, emits));
    }

    private static Object manifest(String yaml) {
        return ManifestReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }
}
