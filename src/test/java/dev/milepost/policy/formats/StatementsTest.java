package dev.milepost.policy.formats;

import static dev.milepost.policy.formats.SarifReaderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Facts of in-toto statements. */
class StatementsTest {

    private static final String DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String COMMIT = "9fceb02d0ae598e95dc970b74767f19372d61af8";

    @Test
    void readsProvenanceOfBothVersions() {
        var v1 = FormatsTest.read("""
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "app", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://slsa.dev/provenance/v1", "predicate": {
                   "buildDefinition": {"buildType": "https://actions.github.io/buildtypes/workflow/v1",
                     "externalParameters": {"workflow": {"ref": "refs/heads/main", "repository": "https://github.com/acme/app"}},
                     "resolvedDependencies": [
                       {"uri": "git+https://github.com/acme/other@refs/heads/main", "digest": {"gitCommit": "%s"}},
                       {"uri": "git+https://github.com/acme/app@refs/heads/main", "digest": {"gitCommit": "%s"}}]},
                   "runDetails": {"builder": {"id": "https://github.com/actions/runner"},
                     "metadata": {"startedOn": "2026-06-01T10:00:00Z", "finishedOn": "2026-06-01T10:05:00Z"}}}}
                """.formatted(DIGEST, "0".repeat(40), COMMIT));
        var v02 = FormatsTest.read("""
                {"_type": "https://in-toto.io/Statement/v0.1", "subject": [{"name": "app", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://slsa.dev/provenance/v0.2", "predicate": {
                   "builder": {"id": "https://github.com/actions/runner"},
                   "buildType": "https://actions.github.io/buildtypes/workflow/v1",
                   "invocation": {"configSource": {"uri": "git+https://github.com/acme/app@refs/heads/main",
                     "digest": {"sha1": "%s"}}},
                   "metadata": {"buildStartedOn": "2026-06-01T10:00:00Z", "buildFinishedOn": "2026-06-01T10:05:00Z"}}}
                """.formatted(DIGEST, COMMIT));

        assertThat(v1.kind()).isEqualTo("provenance");
        assertThat(v1.commitSha()).isEqualTo(COMMIT);
        assertThat(v1.artifacts()).containsExactly("sha256:" + DIGEST);
        assertThat(v1.producedAt()).isEqualTo(Instant.parse("2026-06-01T10:05:00Z"));
        assertThat(v1.facts()).isEqualTo(json("""
                {'builder': 'https://github.com/actions/runner',
                 'build_type': 'https://actions.github.io/buildtypes/workflow/v1', 'commit': '%s',
                 'repository': 'https://github.com/acme/app', 'started_at': '2026-06-01T10:00:00Z',
                 'finished_at': '2026-06-01T10:05:00Z', 'subjects': [{'name': 'app', 'digest': 'sha256:%s'}]}
                """.formatted(COMMIT, DIGEST)));
        assertThat(v02).isEqualTo(v1);
    }

    @Test
    void readsDocumentsWithinStatements() {
        var read = FormatsTest.read("""
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "app", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://cyclonedx.org/bom", "predicate": %s}
                """.formatted(DIGEST, FormatsTest.CYCLONEDX));
        var other = FormatsTest.read("""
                {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "app", "digest": {"sha256": "%s"}}],
                 "predicateType": "https://acme.example/reviewed/v1", "predicate": {"by": "jane"}}
                """.formatted(DIGEST));

        assertThat(read.kind()).isEqualTo("cyclonedx");
        assertThat(read.facts())
                .isEqualTo(FormatsTest.read(FormatsTest.CYCLONEDX).facts());
        assertThat(read.artifacts()).containsExactly("sha256:" + DIGEST);
        assertThat(other.kind()).isEqualTo("attestation");
        assertThat(other.facts().path("predicate_type").asText()).isEqualTo("https://acme.example/reviewed/v1");
    }
}
