package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Differences;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.cloudevents.core.provider.EventFormatProvider;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/** Facts and links against the plain computation, below HTTP and Kafka, so that many seeds are cheap. */
@QuarkusTest
@Tag("service")
class RecomputationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> EVER =
            Map.of("from", List.of("2020-01-01T00:00:00Z"), "to", List.of("2030-01-01T00:00:00Z"));

    @Inject
    DeliveryProjection projection;

    @Inject
    Recomputation recomputation;

    @Inject
    RecomputationAttempts attempts;

    @Inject
    EventReader reader;

    @Inject
    DataSource database;

    /** A law: however the events are cut into batches and whenever links are recomputed, the links are the same. */
    @Seeds(bounded = 12, all = 60)
    void linksChangesLikeTheReference(long seed) {
        var random = new Random(seed);
        var prefix = "recomputation-%d-%d-".formatted(seed, System.nanoTime());
        var history = RandomHistory.of(seed, 10 + random.nextInt(120));
        var events =
                history.events().stream().map(event -> renamed(event, prefix)).toList();
        var oracle = new FourKeysOracle(events);

        project(events, random);

        for (var service : oracle.services()) {
            for (var tier : List.of("production", "staging", "testing", "other")) {
                var params = new LinkedHashMap<>(EVER);
                params.put("service", List.of(service));
                params.put("environment", List.of(tier));
                assertThat(Differences.between(answer(service, tier), oracle.answer(params)))
                        .as("seed %d, %s in %s", seed, service, tier)
                        .isEmpty();
            }
        }
    }

    private void project(List<JsonNode> events, Random random) {
        var distinct = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : events) {
            var read = read(event);
            distinct.putIfAbsent(read.identity(), read);
        }
        var waiting = new ArrayList<>(distinct.values());
        while (!waiting.isEmpty()) {
            var batch = waiting.subList(0, Math.min(waiting.size(), 1 + random.nextInt(30)));
            QuarkusTransaction.requiringNew().run(() -> projection.apply(List.copyOf(batch)));
            batch.clear();
            if (random.nextInt(3) == 0) {
                recompute();
            }
        }
        recompute();
    }

    private void recompute() {
        var sql = new Sql(database);
        // The loop of the running service takes part too.
        while (recomputation.run(attempts.claimBatch()) > 0
                || !sql.query("select 1 from recomputation_request limit 1", row -> true)
                        .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private GoldenEvent read(JsonNode event) {
        try {
            var format = EventFormatProvider.getInstance().resolveFormat("application/cloudevents+json");
            return reader.read(format.deserialize(JSON.writeValueAsBytes(event)), Instant.now());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode renamed(JsonNode event, String prefix) {
        var renamed = (ObjectNode) event.deepCopy();
        renamed.put("source", prefix + event.path("source").asText());
        if (event.has("subject")) {
            renamed.put("subject", prefix + event.path("subject").asText());
        }
        if (event.path("data").has("service_id")) {
            ((ObjectNode) renamed.path("data"))
                    .put(
                            "service_id",
                            prefix + event.path("data").path("service_id").asText());
        }
        return renamed;
    }

    /** What the links say, in the words of the answer, as far as it needs no more than counting. */
    private ObjectNode answer(String service, String tier) {
        var sql = new Sql(database);
        var answer = JsonNodeFactory.instance.objectNode();
        sql.query(
                """
                select count(*) as deployments, count(*) filter (where rework) as rework,
                    count(*) filter (where failed_by is not null) as failed,
                    count(*) filter (where failed_by = 'rollback') as by_rollback,
                    count(*) filter (where failed_by = 'hotfix') as by_hotfix, count(*) filter (where not known_change) as unknown
                from deployment_link where service = ? and tier = ?
                """,
                row -> {
                    answer.putObject("deployment_frequency").put("count", row.getLong("deployments"));
                    answer.putObject("deployment_rework_rate").put("rework", row.getLong("rework"));
                    answer.putObject("change_failure_rate")
                            .put("failed", row.getLong("failed"))
                            .putObject("failed_by")
                            .put("rollback", row.getLong("by_rollback"))
                            .put("hotfix", row.getLong("by_hotfix"));
                    answer.putObject("failed_deployment_recovery_time")
                            .put("count", row.getLong("by_rollback") + row.getLong("by_hotfix"));
                    return answer.putObject("coverage").put("deployments_without_known_change", row.getLong("unknown"));
                },
                service,
                tier);
        sql.query(
                """
                select count(*) filter (where lead_micros >= 0) as changes, count(*) filter (where lead_micros < 0) as negative,
                    avg(lead_micros) filter (where lead_micros >= 0) / 1e6 as mean,
                    percentile_cont(0.9) within group (order by lead_micros) filter (where lead_micros >= 0) / 1e6 as p90,
                    count(*) filter (where rule = 'explicit' and lead_micros >= 0) as explicit,
                    count(*) filter (where rule = 'ancestry' and lead_micros >= 0) as ancestry,
                    count(*) filter (where rule = 'window' and lead_micros >= 0) as "window",
                    count(*) filter (where rule = 'head' and lead_micros >= 0) as head
                from delivery where service = ? and tier = ?
                """,
                row -> {
                    var lead = answer.putObject("lead_time_for_changes");
                    lead.put("count", row.getLong("changes")).put("negative", row.getLong("negative"));
                    lead.put("mean_seconds", row.getBigDecimal("mean")).put("p90_seconds", row.getBigDecimal("p90"));
                    var rules = lead.putObject("attribution");
                    for (var rule : List.of("explicit", "ancestry", "window", "head")) {
                        if (row.getLong(rule) > 0) {
                            rules.put(rule, row.getLong(rule));
                        }
                    }
                    return lead;
                },
                service,
                tier);
        sql.query(
                """
                select count(*) filter (where resolved_at >= opened_at) as restored,
                    count(*) filter (where resolved_at is null) as open,
                    count(*) filter (where resolved_at < opened_at) as left_out,
                    count(*) filter (where resolved_at >= opened_at and deployment_id is not null) as recovered,
                    count(*) filter (where rule is null and (resolved_at is null or resolved_at >= opened_at)) as stray,
                    avg(extract(epoch from resolved_at - opened_at)) filter (where resolved_at >= opened_at) as mean
                from incident_link where service = ? and tier = ?
                """,
                row -> {
                    answer.putObject("time_to_restore")
                            .put("count", row.getLong("restored"))
                            .put("open", row.getLong("open"))
                            .put("mean_seconds", row.getBigDecimal("mean"));
                    var recovery = (ObjectNode) answer.path("failed_deployment_recovery_time");
                    recovery.put("count", recovery.path("count").asLong() + row.getLong("recovered"));
                    return ((ObjectNode) answer.path("coverage"))
                            .put("incidents_left_out", row.getLong("left_out"))
                            .put("incidents_unattributed", row.getLong("stray"));
                },
                service,
                tier);
        return answer;
    }
}
