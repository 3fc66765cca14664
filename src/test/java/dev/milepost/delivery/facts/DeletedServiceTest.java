package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.ownership.SilentEvent;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.ErasedNames;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.ErasureStep.ErasureScope;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The numbers after the deletion of services are those of a history that never had them. */
class DeletedServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventReader READER = EventReaders.reader();
    private static final List<String> TABLES = List.of(
            "change",
            "build",
            "pull_request",
            "merged_commit",
            "deployment",
            "deployment_report",
            "incident",
            "incident_report",
            "deployment_link",
            "delivery",
            "incident_link",
            "reached_commit",
            "awaited_change",
            "delivery_rollup");

    private static Postgres postgres;
    private static Sql sql;
    private static DeliveryReplica replica;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        replica = new DeliveryReplica(postgres, Map.of());
        replica.settings.announce();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        postgres.close();
    }

    @Seeds(bounded = 4, all = 40)
    void leavesNoTrace(long seed) {
        var random = new Random(seed);
        var gone = RandomHistory.of(seed, 80);
        var staying = read(RandomHistory.of(seed + 1_000, 80), "staying-");
        var all = read(gone, "gone-");
        all.addAll(staying);
        replica.project(all);
        if (random.nextBoolean()) {
            replica.recomputeAll();
        }

        gone.services().forEach(service -> delete(ServiceName.of("gone-" + service)));

        var left = rows();
        assertThat(sql.query("select service from dimension where service like 'gone-%'", row -> row.getString(1)))
                .isEmpty();
        empty();
        replica.project(staying);
        replica.recomputeAll();
        assertThat(left).isEqualTo(rows());
        empty();
    }

    /** In parts, each a transaction, with the recomputation beside. */
    private static void delete(String service) {
        var steps = new ServiceFactsErasure(sql, new RecomputationQueue(sql, TestSettings.DEFAULTS), SilentEvent.of())
                .steps();
        for (var step : steps.stream()
                .sorted(java.util.Comparator.comparing(ErasureStep::order))
                .toList()) {
            var part = new ErasureStep.Part[1];
            do {
                var position = part[0] == null ? null : part[0].position();
                postgres.transaction(() -> part[0] = run(step, service, position));
                replica.recomputeAll();
            } while (part[0].waiting() || part[0].position() != null);
        }
    }

    private static ErasureStep.Part run(ErasureStep step, String service, @Nullable String position) {
        return step.run(new ErasureScope(service, ErasedNames.NONE), position);
    }

    private static Map<String, List<String>> rows() {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var table : TABLES) {
            rows.put(
                    table,
                    sql.query(
                            "select %1$s::text as row from %1$s order by 1".formatted(table),
                            row -> row.getString("row").replace("\"\\\\x\"", "")));
        }
        return rows;
    }

    private static void empty() {
        sql.update("""
                truncate change, build, pull_request_report, pull_request, merged_commit, deployment_report, deployment,
                incident_report, incident, delivery_service, recomputation_request, deployment_link, delivery, reached_commit,
                awaited_change, incident_link, delivery_rollup, recomputation_attempt
                """);
    }

    private static List<GoldenEvent> read(RandomHistory history, String prefix) {
        var distinct = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : history.events()) {
            var read = read(renamed(event, prefix));
            distinct.putIfAbsent(read.identity(), read);
        }
        return new ArrayList<>(distinct.values());
    }

    private static JsonNode renamed(JsonNode event, String prefix) {
        var renamed = (ObjectNode) event.deepCopy();
        renamed.put("source", prefix + event.path("source").asText());
        if (event.has("subject")) {
            renamed.put("subject", prefix + event.path("subject").asText());
        }
        if (renamed.path("data") instanceof ObjectNode data && data.has("service_id")) {
            data.put("service_id", prefix + data.path("service_id").asText());
        }
        return renamed;
    }

    private static GoldenEvent read(JsonNode event) {
        try {
            return READER.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
