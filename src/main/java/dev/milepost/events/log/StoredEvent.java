package dev.milepost.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.EventJson;
import dev.milepost.events.contract.EventReader;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.log.EventQuery.LogPosition;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.sql.Sql;
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

/**
 * An event of the log whose body is text. The tree of a body takes up to forty times its size in heap, so who reads many
 * events reads one at a time.
 */
public final class StoredEvent {

    private static final byte[] NOTHING = {};

    private final EventReader reader;
    private final LogPosition position;
    private final Instant receivedAt;
    private final Map<String, String> context;
    private final @Nullable String golden;
    private final @Nullable String service;
    private final @Nullable String extensions;
    private final @Nullable String data;
    private final boolean isBase64;

    StoredEvent(ResultSet row, EventReader reader) throws SQLException {
        this.reader = reader;
        this.position = new LogPosition(
                Objects.requireNonNull(Sql.instant(row, "time")), row.getObject("identity", UUID.class));
        this.receivedAt = Objects.requireNonNull(Sql.instant(row, "received_at"));
        this.context = context(row, position.time());
        this.golden = row.getString("golden");
        this.service = row.getString("service");
        this.extensions = row.getString("extensions");
        this.data = row.getString("data");
        this.isBase64 = row.getBoolean("data_base64");
    }

    /** Returns its place in the order of the log. */
    public LogPosition position() {
        return position;
    }

    /** Reads the event by the same rules as at intake. */
    public GoldenEvent read() {
        var attributes = new LinkedHashMap<String, String>(extensions());
        attributes.putAll(context);
        var body = body();
        try {
            return reader.readChecked(Envelope.of(attributes, body), receivedAt);
        } catch (ProblemException e) {
            // The contract has changed since the event was stored; the stored columns remain valid.
            return fromColumns(attributes, body);
        }
    }

    private GoldenEvent fromColumns(Map<String, String> attributes, byte[] body) {
        return new GoldenEvent(
                position.identity(),
                Objects.requireNonNull(context.get("source")),
                Objects.requireNonNull(context.get("id")),
                golden == null ? Objects.requireNonNull(context.get("type")) : golden,
                golden != null,
                position.time(),
                receivedAt,
                service,
                extensions(),
                json(attributes, body));
    }

    private static JsonNode json(Map<String, String> attributes, byte[] body) {
        try {
            return EventJson.parse(attributes, body);
        } catch (ProblemException e) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> context(ResultSet row, Instant time) throws SQLException {
        var context = new LinkedHashMap<String, String>();
        context.put("specversion", "1.0");
        put(context, "id", row.getString("event_id"));
        put(context, "source", row.getString("source"));
        put(context, "type", row.getString("type"));
        put(context, "time", time.toString());
        put(context, "subject", row.getString("subject"));
        put(context, "dataschema", row.getString("dataschema"));
        put(context, "datacontenttype", row.getString("content_type"));
        return context;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private byte[] body() {
        if (data == null) {
            return NOTHING;
        }
        return isBase64 ? Base64.getDecoder().decode(data) : data.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> extensions() {
        if (extensions == null) {
            return Map.of();
        }
        try {
            return EventJson.JSON.readValue(extensions, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The extensions of a logged event are not a JSON object of strings.", e);
        }
    }
}
