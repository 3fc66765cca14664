package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Entries are added here and read by SQL, whose pages end at a number of bytes. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntryEntity {

    @Id
    UUID id;

    Instant at;
    String actor;
    String action;
    String subject;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    JsonNode before;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    JsonNode after;

    static AuditEntryEntity of(Instant at, String actor, AuditChange change) {
        var entry = new AuditEntryEntity();
        entry.id = UUID.randomUUID();
        entry.at = at;
        entry.actor = actor;
        entry.action = change.action();
        entry.subject = change.subject();
        entry.before = change.before();
        entry.after = change.after();
        return entry;
    }
}
