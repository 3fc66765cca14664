package dev.milepost.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps rows of the log to events, with the same rules as at intake. */
@ApplicationScoped
class EventRowMapper {

    private static final byte[] NOTHING = {};

    private final EventReader reader;

    EventRowMapper(EventReader reader) {
        this.reader = reader;
    }

    GoldenEvent read(ResultSet row) throws SQLException {
        var attributes = attributes(row);
        var receivedAt = Objects.requireNonNull(Sql.instant(row, "received_at"));
        try {
            return reader.readChecked(Envelope.of(attributes, data(row)), receivedAt);
        } catch (ProblemException e) {
            // The contract has changed since the event was stored; the stored columns remain valid.
            return fromColumns(row, attributes, receivedAt);
        }
    }

    private static GoldenEvent fromColumns(ResultSet row, Map<String, String> attributes, Instant receivedAt)
            throws SQLException {
        var golden = row.getString("golden");
        return new GoldenEvent(
                row.getObject("identity", UUID.class),
                row.getString("source"),
                row.getString("event_id"),
                golden == null ? row.getString("type") : golden,
                golden != null,
                Objects.requireNonNull(Sql.instant(row, "time")),
                receivedAt,
                row.getString("service"),
                extensions(row),
                json(attributes, data(row)));
    }

    private static JsonNode json(Map<String, String> attributes, byte[] data) {
        try {
            return EventJson.parse(attributes, data);
        } catch (ProblemException e) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> attributes(ResultSet row) throws SQLException {
        var attributes = new LinkedHashMap<String, String>(extensions(row));
        attributes.put("specversion", "1.0");
        put(attributes, "id", row.getString("event_id"));
        put(attributes, "source", row.getString("source"));
        put(attributes, "type", row.getString("type"));
        put(attributes, "time", Objects.requireNonNull(Sql.instant(row, "time")).toString());
        put(attributes, "subject", row.getString("subject"));
        put(attributes, "dataschema", row.getString("dataschema"));
        put(attributes, "datacontenttype", row.getString("content_type"));
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static byte[] data(ResultSet row) throws SQLException {
        var text = row.getString("data");
        if (text == null) {
            return NOTHING;
        }
        return row.getBoolean("data_base64") ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> extensions(ResultSet row) throws SQLException {
        var json = row.getString("extensions");
        if (json == null) {
            return Map.of();
        }
        try {
            return EventJson.JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The extensions of a logged event are not a JSON object of strings.", e);
        }
    }
}
