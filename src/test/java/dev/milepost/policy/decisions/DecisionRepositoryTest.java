package dev.milepost.policy.decisions;

import static dev.milepost.policy.decisions.Samples.AT;
import static dev.milepost.policy.decisions.Samples.decision;
import static dev.milepost.policy.decisions.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.milepost.platform.sql.Sql;
import dev.milepost.policy.decisions.Decision.About;
import dev.milepost.policy.decisions.DecisionQuery.Position;
import dev.milepost.policy.decisions.DecisionRepository.RequestKey;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.engines.Violation;
import dev.milepost.testing.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of decisions in PostgreSQL. */
class DecisionRepositoryTest {

    private static Postgres postgres;
    private static Sql sql;
    private static DecisionRepository repository;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        repository = new DecisionRepository(sql, Samples.JSON);
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate policy_decision, policy_result");
    }

    private static DecisionQuery all(@Nullable Position after) {
        return new DecisionQuery(null, null, null, null, null, null, null, null, null, after);
    }

    @Test
    void returnsDecisionAsStored() {
        var input = JsonNodeFactory.instance.objectNode().put("a", 1);
        var stored = decision(
                Samples.about("payments", "c1", "pkg:oci/x"),
                AT,
                input,
                result("p", Status.FAIL, Outcome.DENY, new Violation("r", "m", "/a", "do", "https://x")));

        assertThat(repository.add(stored, null)).isTrue();

        var found = repository.findOne(stored.id()).orElseThrow();
        assertThat(found.results()).isEqualTo(stored.results());
        assertThat(StoredInput.tree(Objects.requireNonNull(found.input()))).isEqualTo(input);
        assertThat(found.length()).isBetween(2_000L, 2_100L);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("about.team", "input")
                .isEqualTo(stored);
    }

    /** Its tree would take twenty times as much memory, and nothing in it is looked at. */
    @Test
    void writesInputAsStored() throws Exception {
        var input = JsonNodeFactory.instance.objectNode().put("a", 1).put("text", "\u00e4\"\n");
        var stored = decision(Samples.about("payments", "c1", null), AT, input);
        repository.add(stored, null);

        var found = repository.findOne(stored.id()).orElseThrow();

        assertThat(found.input()).isInstanceOf(POJONode.class);
        assertThat(written(DecisionView.withInput(found)).path("input")).isEqualTo(input);
        assertThat(written(LoggedDecision.write(found)).path("input")).isEqualTo(input);
    }

    private static JsonNode written(Object answer) throws Exception {
        return Samples.JSON.readTree(Samples.JSON.writeValueAsString(answer));
    }

    /** The longest ids that a request may have fit into the indexes, also if nothing compresses them. */
    @Test
    void storesLongestIds() {
        var random = new Random(7);
        var about = new About(
                "deploy",
                text(random, 512),
                text(random, 512),
                "production",
                text(random, 512),
                text(random, 1024),
                text(random, 400),
                text(random, 400) + "!" + text(random, 100),
                text(random, 512),
                text(random, 512),
                text(random, 512),
                text(random, 512),
                text(random, 512),
                text(random, 512));

        var stored = decision(about, AT, null, result(text(random, 300), Status.PASS, Outcome.ALLOW));

        assertThat(repository.add(stored, null)).isTrue();
        assertThat(repository.findOne(stored.id()).orElseThrow().about().pullRequest())
                .isEqualTo(about.pullRequest());
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void storesRequestOnce() {
        var key = new RequestKey(UUID.randomUUID(), "sha256:3");
        var first = decision("payments", AT);

        assertThat(repository.add(first, key)).isTrue();
        assertThat(repository.add(decision("payments", AT), key)).isFalse();
        assertThat(repository.add(first, null)).isFalse();

        assertThat(repository.findByRequest(key.key()).orElseThrow().decision().id())
                .isEqualTo(first.id());
        assertThat(repository.findByRequest(key.key()).orElseThrow().digest()).isEqualTo("sha256:3");
        assertThat(repository.find(all(null), 10).rows()).hasSize(1);
    }

    @Test
    void pagesNewestFirst() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            var one = decision("payments", AT.plusSeconds(i / 5), result("p", Status.PASS, Outcome.ALLOW));
            repository.add(one, null);
            ids.add(one.id());
        }
        for (var policy : new String[] {null, "p"}) {
            var seen = new ArrayList<Decision>();
            Position after = null;
            do {
                var query = new DecisionQuery(null, null, null, policy, null, null, null, null, null, after);
                var page = repository.find(query, 7).rows();
                seen.addAll(page);
                after = page.isEmpty()
                        ? null
                        : new Position(
                                page.get(page.size() - 1).decidedAt(),
                                page.get(page.size() - 1).id());
            } while (after != null);

            assertThat(seen).extracting(Decision::id).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(seen).extracting(Decision::decidedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            payments,                        -,                          -,  -,  -,    -,       -,    2
            component:default/payments,      -,                          -,  -,  -,    -,       -,    2
            -,                               github.com/acme/payments!7, -,  -,  -,    -,       -,    3
            -,                               -,                          c1, -,  -,    -,       -,    3
            -,                               -,                          c2, -,  -,    -,       -,    0
            -,                               -,                          -,  q,  -,    -,       -,    1
            -,                               -,                          -,  p,  deny, -,       -,    1
            -,                               -,                          -,  -,  warn, -,       -,    0
            -,                               -,                          -,  -,  -,    deploy,  prod, 3
            -,                               -,                          -,  -,  -,    promote, -,    0
            """)
    void filters(
            String service,
            String pullRequest,
            String commit,
            String policy,
            String outcome,
            String hook,
            String environment,
            int found) {
        repository.add(decision("payments", AT, result("p", Status.FAIL, Outcome.DENY)), null);
        repository.add(
                decision(
                        "payments",
                        AT.plusSeconds(1),
                        result("p", Status.PASS, Outcome.ALLOW),
                        result("q", Status.PASS, Outcome.ALLOW)),
                null);
        repository.add(decision("orders", AT.plusSeconds(2)), null);

        var query = new DecisionQuery(
                service, pullRequest, commit, policy, outcome, hook, environment, AT, AT.plusSeconds(3), null);

        assertThat(repository.find(query, 10).rows()).hasSize(found);
        var later = new DecisionQuery(
                service, pullRequest, commit, policy, outcome, hook, environment, AT.plusSeconds(3), null, null);
        assertThat(repository.find(later, 10).rows()).isEmpty();
    }

    @Test
    void boundsBytesOfAPage() {
        var large = JsonNodeFactory.instance.objectNode().put("a", "x".repeat(900_000));
        for (int i = 0; i < 4; i++) {
            repository.add(decision(Samples.about("payments", "c1", null), AT.plusSeconds(i), large), null);
        }

        var found = repository.find(all(null), 10);

        assertThat(found.rows()).hasSize(2);
        assertThat(found.more()).isTrue();
    }

    @Test
    void deletesWhatIsOld() {
        var input = JsonNodeFactory.instance.objectNode();
        for (int days : List.of(1, 40, 500)) {
            repository.add(
                    decision(
                            Samples.about("payments", "c1", null),
                            AT.minus(Duration.ofDays(days)),
                            input,
                            result("p", Status.PASS, Outcome.ALLOW)),
                    null);
        }

        assertThat(repository.deleteBefore(AT.minus(Duration.ofDays(400)))).isEqualTo(1);
        assertThat(repository.removeInputsBefore(AT.minus(Duration.ofDays(30)))).isEqualTo(1);
        assertThat(repository.removeInputsBefore(AT.minus(Duration.ofDays(30)))).isZero();

        assertThat(repository.find(all(null), 10).rows())
                .extracting(one -> one.input() != null)
                .containsExactly(true, false);
        assertThat(sql.query("select count(*) from policy_result", row -> row.getLong(1)))
                .containsExactly(2L);
    }
}
