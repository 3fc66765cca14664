package dev.milepost.delivery.fourkeys;

import static dev.milepost.delivery.fourkeys.FourKeysEvents.ask;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.change;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.deployment;
import static dev.milepost.delivery.fourkeys.FourKeysEvents.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.oracle.CatalogRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an answer promises where there is much: of one moment, no group left out in silence, and how exact it is. */
@QuarkusTest
@Tag("service")
class FourKeysServiceTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final int EXACT = 20_000;

    @Inject
    EmptiedDatabase store;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() {
        store.empty();
    }

    @Test
    void reportsTruncatedGroups() {
        var services = IntStream.range(0, GroupSelector.MAX_GROUPS)
                .mapToObj("s%04d"::formatted)
                .toList();
        store.tell(
                services.stream().<JsonNode>map(s -> deployment(s, "d", JUNE)).toList());
        var all = ask("group_by", "service");
        // One of another month is nothing to this answer.
        store.tell(List.of(deployment("may", "d", JUNE.minus(Duration.ofDays(3)))));
        var stillAll = ask("group_by", "service");
        store.tell(List.of(deployment("busy", "d1", JUNE), deployment("busy", "d2", JUNE), deployment("z", "d", JUNE)));

        var most = ask("group_by", "service");

        assertThat(all.path("groups")).hasSize(GroupSelector.MAX_GROUPS);
        assertThat(all.path("groups_truncated").asBoolean(true)).isFalse();
        assertThat(stillAll.path("groups")).hasSize(GroupSelector.MAX_GROUPS);
        assertThat(stillAll.path("groups_truncated").asBoolean(true)).isFalse();
        assertThat(most.path("groups")).hasSize(GroupSelector.MAX_GROUPS);
        assertThat(most.path("groups_truncated").asBoolean()).isTrue();
        assertThat(most.path("groups").get(0).path("key").asText()).isEqualTo("busy");
        assertThat(most.path("groups")
                        .get(GroupSelector.MAX_GROUPS - 1)
                        .path("key")
                        .asText())
                .isEqualTo("s0998");
        assertThat(most.path("deployment_frequency").path("count").asInt()).isEqualTo(GroupSelector.MAX_GROUPS + 3);
        assertThat(ask("interval", "week").has("groups_truncated")).isFalse();
    }

    @Test
    void returnsBusiestGroups() {
        var events = new ArrayList<JsonNode>();
        var known = new ArrayList<CatalogRecord>();
        for (int n = 0; n < GroupSelector.MAX_GROUPS + 1; n++) {
            events.add(deployment("a%04d".formatted(n), "d", JUNE));
            events.add(deployment("b%04d".formatted(n), "d1", JUNE));
            events.add(deployment("b%04d".formatted(n), "d2", JUNE));
            known.add(owner("a%04d".formatted(n), "quiet"));
        }
        store.know(known);
        store.tell(events);

        for (var ownership : List.of("event", "current")) {
            var answer = ask("group_by", "service", "team", "quiet", "ownership", ownership);

            assertThat(answer.path("groups")).as(ownership).hasSize(GroupSelector.MAX_GROUPS);
            assertThat(answer.path("groups_truncated").asBoolean())
                    .as(ownership)
                    .isTrue();
        }
    }

    /** Between the counting of the whole and that of its groups another takes the table that both need, and writes. */
    @Test
    void readsOneSnapshot() throws Exception {
        store.know(List.of(owner("payments", "red")));
        store.tell(List.of(deployment("payments", "d1", JUNE), deployment("payments", "d2", JUNE)));
        var sql = new Sql(database);
        var asked = new ArrayList<CompletableFuture<JsonNode>>();

        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("lock table dimension in access exclusive mode");
            asked.add(CompletableFuture.supplyAsync(() -> ask("group_by", "team")));
            await().atMost(Duration.ofSeconds(60)).until(() -> !waiting(sql).isEmpty());
            sql.update("update delivery_rollup set deployments = deployments + 40");
        });

        var answer = asked.get(0).get(120, TimeUnit.SECONDS);
        assertThat(answer.at("/deployment_frequency/count").asInt()).isEqualTo(2);
        assertThat(answer.at("/groups/0/deployment_frequency/count").asInt()).isEqualTo(2);
    }

    private static List<Integer> waiting(Sql sql) {
        return sql.query(
                "select pid from pg_locks where relation = 'dimension'::regclass and not granted",
                row -> row.getInt("pid"));
    }

    @Test
    void isExactUpToSampleLimitAndApproximateBeyond() {
        var leads = leads(EXACT);
        var more = new long[] {3_600_000_000L};
        store.know(List.of(owner("red", "red"), owner("blue", "blue")));
        store.tell(releases("red", JUNE, leads));
        var upTo = lead(ask());
        store.tell(releases("blue", JUNE.plus(Duration.ofDays(40)), more));

        var beyond = ask("group_by", "team", "interval", "month");

        assertThat(upTo.has("estimator")).isFalse();
        assertQuantiles(upTo, leads, 0);
        assertThat(lead(beyond).at("/estimator/kind").asText()).isEqualTo("sketch");
        assertThat(lead(beyond).at("/estimator/relative_error").asDouble()).isBetween(0.001, 0.01);
        assertQuantiles(lead(beyond), with(leads, more), 0.01);
        // Parts of it are few enough each.
        assertThat(lead(beyond.at("/groups/0")).has("estimator")).isFalse();
        assertQuantiles(lead(beyond.at("/groups/0")), leads, 0);
        assertThat(lead(beyond.at("/series/0")).has("estimator")).isFalse();
        assertQuantiles(lead(beyond.at("/series/0")), leads, 0);
        assertQuantiles(lead(beyond.at("/series/1")), more, 0);
    }

    @Test
    void approximatesGroupsAndBuckets() {
        var leads = leads(EXACT / 2 + 1);
        store.know(List.of(owner("red", "red"), owner("redder", "red")));
        store.tell(releases("red", JUNE, leads));
        store.tell(releases("redder", JUNE, leads));

        // The edges are ragged: what lies there comes from facts.
        var answer = ask("group_by", "team", "interval", "month", "from", "2026-06-01T00:00:00Z", "tz", "Asia/Kolkata");

        for (var part : List.of(answer, answer.at("/groups/0"), answer.at("/series/0"))) {
            assertThat(lead(part).at("/estimator/kind").asText()).isEqualTo("sketch");
            assertQuantiles(lead(part), with(leads, leads), 0.01);
        }
        // One service is always exact.
        assertThat(lead(ask("service", "red")).has("estimator")).isFalse();
    }

    private static long[] with(long[] some, long[] more) {
        return LongStream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
    }

    /** Nothing at all, moments, hours and years; many of them equal. */
    private static long[] leads(int count) {
        var random = new Random(4);
        return random.longs(count, 0, 20)
                .map(any -> any == 0 ? 0 : any == 1 ? 86_400_000_000L : (long) Math.exp(random.nextDouble() * 34))
                .toArray();
    }

    /** Deployments of a service, hour by hour, that name the commits they deliver. */
    private static List<JsonNode> releases(String service, Instant begin, long[] leads) {
        var events = new ArrayList<JsonNode>();
        for (int from = 0; from < leads.length; from += 500) {
            var finished = begin.plus(Duration.ofMinutes(from));
            var release = deployment(service, "d" + from, finished);
            var commits = ((ObjectNode) release.path("data")).putArray("commits");
            for (int n = from; n < Math.min(from + 500, leads.length); n++) {
                commits.add("c" + n);
                events.add(change(service, "c" + n, finished.minus(leads[n], ChronoUnit.MICROS)));
            }
            events.add(release);
        }
        return events;
    }

    private static void assertQuantiles(JsonNode lead, long[] micros, double error) {
        var sorted = micros.clone();
        Arrays.sort(sorted);
        Map.of("p50_seconds", 0.5, "p75_seconds", 0.75, "p90_seconds", 0.9, "p95_seconds", 0.95)
                .forEach((name, fraction) -> {
                    var exact = percentile(sorted, fraction) / 1e6;
                    assertThat(lead.path(name).asDouble()).as(name).isCloseTo(exact, within(exact * error + 1e-6));
                });
        assertThat(lead.path("count").asLong()).isEqualTo(micros.length);
        var mean = Arrays.stream(micros).sum() / 1e6 / micros.length;
        assertThat(lead.path("mean_seconds").asDouble()).isCloseTo(mean, within(1e-3));
    }

    private static double percentile(long[] sorted, double fraction) {
        var rank = fraction * (sorted.length - 1);
        var below = sorted[(int) rank];
        return below + (rank - (int) rank) * (sorted[(int) Math.ceil(rank)] - below);
    }

    private static JsonNode lead(JsonNode metrics) {
        return metrics.path("lead_time_for_changes");
    }
}
