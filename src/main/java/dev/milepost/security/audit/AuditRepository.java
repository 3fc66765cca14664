package dev.milepost.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.sql.Rows;
import dev.milepost.platform.sql.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntryEntity, UUID> {

    /** The number of entries per delete statement, so that deleting a large log does not lock it as a whole. */
    static final int DELETE_BATCH_SIZE = 10_000;

    /** The limit for the entries of one response, in bytes. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String BYTES =
            "coalesce(octet_length(before::text), 0) + coalesce(octet_length(after::text), 0) + octet_length(subject) + 200";

    private final Sql sql;
    private final ObjectMapper json;

    AuditRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * An audit entry in API responses.
     *
     * @param actor the name of the caller; {@code milepost} if the service made the change itself
     * @param before the state before the change; null if the object was created
     * @param after the state after the change; null if the object was deleted
     */
    record AuditEntry(
            UUID id,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Finds entries, newest first. Returns fewer than the limit if their states are large. */
    Rows<AuditEntry> find(AuditQuery query, int limit) {
        var statement = query.statement(limit);
        return sql.queryWithin(
                MOST_BYTES,
                statement.sql(),
                "at desc, id desc",
                BYTES,
                this::entry,
                statement.values().toArray());
    }

    /** Deletes up to {@link #DELETE_BATCH_SIZE} entries older than a time. Returns the number of deleted entries. */
    int deleteBefore(Instant before) {
        return sql.update("""
                delete from audit_entry where id in
                    (select id from audit_entry where at < ? order by at limit ?)
                """, before, DELETE_BATCH_SIZE);
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                Objects.requireNonNull(Sql.instant(row, "at")),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                read(row.getString("before")),
                read(row.getString("after")));
    }

    private @Nullable JsonNode read(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored entry is not valid JSON", e);
        }
    }
}
