package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ResponseMemoryBudget;
import dev.milepost.platform.sql.DeletionClock;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.testing.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evidence in PostgreSQL: which is the newest about what, and what is deleted. */
class EvidenceRepositoryTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final String COMMIT = "1".repeat(40);
    private static final String OTHER_COMMIT = "2".repeat(40);
    private static final String IMAGE = "sha256:" + "a".repeat(64);
    private static final String OTHER_IMAGE = "sha256:" + "b".repeat(64);

    private static Postgres postgres;
    private static EvidenceRepository repository;
    private static Sql sql;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        repository = new EvidenceRepository(sql);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate evidence, evidence_document");
    }

    @Test
    void findsTheNewestOfEachKindAndTool() {
        save("old", "sarif", "checkov", "s", null, null, NOON);
        save("new", "sarif", "checkov", "s", null, null, NOON.plusSeconds(60));
        save("other tool", "sarif", "semgrep", "s", null, null, NOON.minusSeconds(60));
        save("bill", "cyclonedx", "syft", "s", null, null, NOON);
        save("other service", "junit", "", "t", null, null, NOON);

        assertThat(found("s", null, null)).containsExactly("new", "bill", "other tool");
        assertThat(repository.findAbout("s", null, null, List.of("cyclonedx", "openvex")))
                .extracting(FoundEvidence::kind)
                .containsExactly("cyclonedx");
    }

    @Test
    void prefersTheArtifactThenTheCommitThenTheService() {
        save("service", "junit", "", "s", null, null, NOON.plusSeconds(3));
        save("commit", "junit", "", "s", COMMIT, null, NOON.plusSeconds(2));
        save("other commit", "junit", "", "s", OTHER_COMMIT, null, NOON.plusSeconds(9));
        save("image", "junit", "", "s", COMMIT, IMAGE, NOON.plusSeconds(1));
        save("other image", "junit", "", "s", COMMIT, OTHER_IMAGE, NOON.plusSeconds(8));

        assertThat(found("s", COMMIT, IMAGE)).containsExactly("image");
        assertThat(found("s", null, IMAGE)).containsExactly("image");
        assertThat(found("s", OTHER_COMMIT, IMAGE)).containsExactly("image");
        assertThat(found("s", COMMIT, "sha256:" + "c".repeat(64)))
                .as("of no other image")
                .containsExactly("commit");
        assertThat(found("s", "3".repeat(40), null)).as("of no other commit").containsExactly("service");
        assertThat(found("s", null, null)).as("any").containsExactly("other commit");
    }

    @Test
    void countsEvidenceWithoutServiceForItsArtifactAlone() {
        save("of no service", "signature", "", "", null, IMAGE, NOON);
        save("of another service", "provenance", "", "t", null, IMAGE, NOON);

        assertThat(found("s", null, IMAGE)).containsExactly("of no service");
        assertThat(found("s", null, null)).isEmpty();
    }

    @Test
    void storesTheSameAboutTheSameOnce() {
        var first = save("a", "junit", "", "s", COMMIT, null, NOON);
        var second = save("a", "junit", "", "s", COMMIT, null, NOON.plusSeconds(60));
        var third = save("a", "junit", "", "s", OTHER_COMMIT, null, NOON);

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(repository.findById(first).orElseThrow().producedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(sql.query("select count(*) from evidence_document", row -> row.getInt(1)))
                .containsExactly(1);
        assertThat(repository.findDocument(digest("a")))
                .hasValueSatisfying(content ->
                        assertThat(content).asString(StandardCharsets.UTF_8).isEqualTo("a"));
    }

    @Test
    void listsByFilterAndPermission() {
        save("a", "junit", "", "payments-api", COMMIT, null, NOON);
        save("b", "sarif", "", "payments-web", null, IMAGE, NOON.plusSeconds(1));
        save("c", "sarif", "", "orders", null, null, NOON.plusSeconds(2));

        assertThat(listed(filter(null, null, null, null, null, "*"))).containsExactly("c", "b", "a");
        assertThat(listed(filter(null, null, null, null, null, "payments-*"))).containsExactly("b", "a");
        assertThat(listed(filter(null, null, null, null, null, "payments_*"))).isEmpty();
        assertThat(listed(filter("orders", null, null, null, null, "payments-*")))
                .isEmpty();
        assertThat(listed(filter("component:default/orders", null, null, null, null, "*")))
                .containsExactly("c");
        assertThat(listed(filter(null, COMMIT, null, null, null, "*"))).containsExactly("a");
        assertThat(listed(filter(null, null, "app@" + IMAGE, null, null, "*"))).containsExactly("b");
        assertThat(listed(filter(null, null, null, "sarif", null, "*"))).containsExactly("c", "b");
        assertThat(listed(filter(null, null, null, null, true, "*"))).isEmpty();
        assertThat(listed(filter(null, null, null, null, false, "*"))).hasSize(3);
    }

    @Test
    void listsPageAfterPage() {
        for (int i = 0; i < 5; i++) {
            save("e" + i, "junit", "t" + i, "s", null, null, NOON.plusSeconds(i / 2));
        }
        var names = new ArrayList<String>();
        String cursor = null;
        for (int page = 0; page < 3; page++) {
            var found = repository.findPage(
                    EvidenceFilter.of(null, null, null, null, null, cursor, EmitPermissions.UNRESTRICTED), 2);
            found.forEach(evidence -> names.add(evidence.source()));
            var last = found.get(found.size() - 1);
            cursor = Cursor.of(last.receivedAt().toString(), last.id().toString())
                    .toString();
        }

        assertThat(names).hasSize(5).doesNotHaveDuplicates().startsWith("e4");
    }

    @Test
    void deletesDocumentsEarlierThanFactsAndKeepsTheNewest() {
        save("oldest", "junit", "", "s", null, null, NOON.minus(Duration.ofDays(900)));
        save("old", "junit", "", "s", null, null, NOON.minus(Duration.ofDays(800)));
        save("alone", "sarif", "", "s", null, null, NOON.minus(Duration.ofDays(850)));
        save("recent", "sarif", "x", "s", null, null, NOON.minus(Duration.ofDays(100)));
        save("new", "cyclonedx", "", "s", null, null, NOON);
        var retention = new EvidenceRetention(
                repository,
                new DeletionClock(sql, Clock.fixed(NOON, ZoneOffset.UTC)),
                Duration.ofDays(90),
                Duration.ofDays(730));

        retention.deleteExpired(NOON);

        assertThat(listed(filter(null, null, null, null, null, "*")))
                .as("of the old, the newest of a kind and tool")
                .containsExactly("new", "recent", "old", "alone");
        assertThat(repository.findDocument(digest("recent"))).isEmpty();
        assertThat(repository.findDocument(digest("new"))).isPresent();
    }

    @Test
    void refusesMoreFactsThanFitIntoMemory() {
        for (int i = 0; i < 9; i++) {
            var facts = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(2 << 20));
            repository.save(
                    stored("large " + i, "sarif", "tool " + i, "s", null, null, NOON), facts, new byte[] {(byte) i});
        }

        var found = repository.findAbout("s", null, null, List.of());
        assertThat(found).allSatisfy(one -> assertThat(one.heap()).isGreaterThan(one.characters()));
        var memory = new FactsMemory(new ResponseMemoryBudget());
        assertThatThrownBy(() -> memory.during("s", found, () -> repository.read(found)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("4 MiB");
        assertThat(repository.listAbout("s", null, null)).hasSize(9);
    }

    @Test
    void forgetsWhatARemovedKeyVerified() {
        var signed = new StoredEvidence(
                UUID.randomUUID(),
                "signature",
                "",
                "s",
                null,
                IMAGE,
                "",
                NOON,
                NOON,
                true,
                "team",
                "ci",
                digest("x"),
                1,
                "jane",
                true);
        repository.save(signed, JsonNodeFactory.instance.objectNode(), new byte[] {1});
        assertThat(read("s", null, IMAGE).get(0).verified()).isTrue();

        repository.forgetSigner("ci");

        assertThat(read("s", null, IMAGE).get(0).verified()).isFalse();
        assertThat(read("s", null, IMAGE).get(0).signer()).isNull();
    }

    private static UUID save(
            String name,
            String kind,
            String tool,
            String service,
            @Nullable String commit,
            @Nullable String artifact,
            Instant at) {
        return repository.save(
                stored(name, kind, tool, service, commit, artifact, at),
                JsonNodeFactory.instance.objectNode().put("name", name),
                name.getBytes(StandardCharsets.UTF_8));
    }

    private static StoredEvidence stored(
            String name,
            String kind,
            String tool,
            String service,
            @Nullable String commit,
            @Nullable String artifact,
            Instant at) {
        return new StoredEvidence(
                UUID.randomUUID(),
                kind,
                tool,
                service,
                commit,
                artifact,
                name,
                at,
                at,
                false,
                null,
                null,
                digest(name),
                name.length(),
                "jane",
                true);
    }

    private static String digest(String name) {
        return EvidenceReading.digest(name.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> found(String service, @Nullable String commit, @Nullable String artifact) {
        var names = read(service, commit, artifact).stream()
                .map(evidence -> evidence.facts().path("name").asText())
                .toList();
        assertThat(repository.listAbout(service, commit, artifact))
                .extracting(StoredEvidence::source)
                .containsExactlyElementsOf(names);
        return names;
    }

    private static List<Evidence> read(String service, @Nullable String commit, @Nullable String artifact) {
        return repository.read(repository.findAbout(service, commit, artifact, List.of()));
    }

    private static List<String> listed(EvidenceFilter filter) {
        return repository.findPage(filter, 100).stream()
                .map(StoredEvidence::source)
                .toList();
    }

    private static EvidenceFilter filter(
            @Nullable String service,
            @Nullable String commit,
            @Nullable String artifact,
            @Nullable String kind,
            @Nullable Boolean verified,
            String permitted) {
        return EvidenceFilter.of(
                service, commit, artifact, kind, verified, null, EmitPermissions.of(List.of("*"), List.of(permitted)));
    }
}
