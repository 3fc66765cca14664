package dev.milepost.delivery.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.EventReaders;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.history.RandomHistory;
import io.cloudevents.jackson.JsonFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of histories, and all that projection and recomputation have made of them. */
final class DeliveryRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventReader READER = EventReaders.reader();

    private static final List<String> TABLES = List.of(
            "deployment",
            "incident",
            "deployment_link",
            "delivery",
            "incident_link",
            "reached_commit",
            "awaited_change",
            "delivery_rollup");

    private DeliveryRows() {}

    static void truncate(Sql sql) {
        sql.update("""
                truncate change, build, pull_request_report, pull_request, merged_commit, deployment_report, deployment,
                incident_report, incident, delivery_service, recomputation_request, deployment_link, delivery, reached_commit,
                awaited_change, incident_link, delivery_rollup, recomputation_attempt
                """);
    }

    static Map<String, List<String>> all(Sql sql) {
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

    /** The events of a history, each once. */
    static List<GoldenEvent> read(RandomHistory history) {
        var distinct = new LinkedHashMap<Object, GoldenEvent>();
        for (var event : history.events()) {
            var read = read(event);
            distinct.putIfAbsent(read.identity(), read);
        }
        return new ArrayList<>(distinct.values());
    }

    static GoldenEvent read(JsonNode event) {
        try {
            return READER.read(new JsonFormat().deserialize(JSON.writeValueAsBytes(event)), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
