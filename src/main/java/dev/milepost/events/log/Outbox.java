package dev.milepost.events.log;

import dev.milepost.events.contract.EventKeys;
import dev.milepost.platform.sql.Sql;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transactional outbox: messages are written in the transaction of the state that they announce and sent from the
 * table, in order and at least once.
 */
@ApplicationScoped
public class Outbox {

    private static final EventFormat FORMAT = new JsonFormat();
    private static final String INSERT = """
            insert into outbox (topic, content_type, key, value)
            select ?, ?, key, value
            from unnest(?::text[], ?::bytea[]) with ordinality as message (key, value, place)
            order by place
            """;

    private static final long MOST_BYTES = 4 << 20;
    private static final String BYTES = "octet_length(key) + coalesce(octet_length(value), 0)";
    private static final String FIND_PENDING =
            "select id, topic, key, value, content_type from outbox order by id limit ?";

    private final Sql sql;
    private final EventKeys keys;

    Outbox(Sql sql, EventKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** Adds an event of this service. It passes through the pipeline like every other event. */
    @Transactional(TxType.MANDATORY)
    public void add(CloudEvent event, @Nullable String service) {
        insert(
                EventKeys.RAW,
                JsonFormat.CONTENT_TYPE,
                List.of(new Message(keys.keyOf(service), FORMAT.serialize(event))));
    }

    /** Adds many events; see {@link #add(CloudEvent, String)}. */
    @Transactional(TxType.MANDATORY)
    public void addAll(List<OutboxEvent> events) {
        insert(
                EventKeys.RAW,
                JsonFormat.CONTENT_TYPE,
                events.stream()
                        .map(event -> new Message(keys.keyOf(event.service()), FORMAT.serialize(event.event())))
                        .toList());
    }

    /**
     * Adds the current values of keys of a compacted topic. Of several messages for one key, only the last is sure to
     * be sent.
     */
    @Transactional(TxType.MANDATORY)
    public void publish(String topic, List<Message> messages) {
        insert(topic, "application/json", messages);
    }

    /** Adds the current value of one key of a compacted topic; null is a tombstone. */
    @Transactional(TxType.MANDATORY)
    public void publish(String topic, String key, byte @Nullable [] value) {
        publish(topic, List.of(new Message(key, value)));
    }

    /**
     * Passes waiting messages to a sender, in order, and deletes them when it returns. Only one sender runs at a time,
     * across all replicas.
     *
     * @return the number of messages sent; 0 if none waits or another sender is active
     */
    @Transactional
    public int drain(int limit, Consumer<List<PendingMessage>> sender) {
        var free = sql.query("select pg_try_advisory_xact_lock(hashtext('milepost.outbox'))", row -> row.getBoolean(1));
        if (!free.get(0)) {
            return 0;
        }
        var waiting = sql.queryWithin(MOST_BYTES, FIND_PENDING, "id", BYTES, Outbox::waiting, limit)
                .rows();
        if (!waiting.isEmpty()) {
            sender.accept(waiting);
            sql.update(
                    "delete from outbox where id = any (?)",
                    waiting.stream().map(PendingMessage::id).toList());
        }
        return waiting.size();
    }

    /** The number of waiting messages. */
    @Transactional
    public long size() {
        return sql.query("select count(*) from outbox", row -> row.getLong(1)).get(0);
    }

    private static PendingMessage waiting(ResultSet row) throws SQLException {
        return new PendingMessage(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getBytes("value"),
                row.getString("content_type"));
    }

    private void insert(String topic, String contentType, List<Message> messages) {
        var names = messages.stream().map(Message::key).toList();
        var values = messages.stream().map(Message::value).toArray(byte[][]::new);
        sql.update(INSERT, topic, contentType, names, values);
    }

    /** An event of this service and the service that it is about; null if there is none. */
    public record OutboxEvent(CloudEvent event, @Nullable String service) {}

    /**
     * A message for a compacted topic.
     *
     * @param value null for a tombstone
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Message(String key, byte @Nullable [] value) {}

    /** A message that has not been sent yet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record PendingMessage(long id, String topic, String key, byte @Nullable [] value, String contentType) {}
}
