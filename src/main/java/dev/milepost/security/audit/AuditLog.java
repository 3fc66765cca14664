package dev.milepost.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The entries, to be read and in the end forgotten. */
@ApplicationScoped
class AuditLog {

    /** So many at a time, so that a log that was never shortened is not locked as a whole. */
    static final int DELETE_BATCH_SIZE = 10_000;

    private final Sql sql;
    private final ObjectMapper json;

    AuditLog(DataSource database, ObjectMapper json) {
        this.sql = new Sql(database);
        this.json = json;
    }

    /** Newest first. */
    List<AuditEntry> find(AuditQuery query, int limit) {
        var statement = query.statement(limit);
        return sql.query(statement.sql(), this::entry, statement.values().toArray());
    }

    /** Drops some of the entries that are older than a moment; how many. */
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
            throw new IllegalStateException("The database holds JSON", e);
        }
    }
}
