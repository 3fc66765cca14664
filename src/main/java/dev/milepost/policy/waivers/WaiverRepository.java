package dev.milepost.policy.waivers;

import dev.milepost.platform.http.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores waivers. */
@ApplicationScoped
@Transactional
class WaiverRepository implements PanacheRepositoryBase<WaiverEntity, UUID> {

    /** A service with more active waivers than this has no working policies. */
    private static final int MOST_OF_A_SERVICE = 1_000;

    private static final int REMINDED_AT_ONCE = 100;

    /** Returns the waiver, and locks its row until the end of the transaction. */
    Optional<WaiverEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Returns the waivers of a service that are in force. */
    List<Waiver> findActive(String service, Instant now) {
        return find("""
                        service = ?1 and approvedAt is not null and revokedAt is null and expiresAt > ?2
                        order by requestedAt, id
                        """, service, now).page(0, MOST_OF_A_SERVICE).stream()
                .map(waiver -> waiver.toWaiver(now))
                .toList();
    }

    /**
     * Returns waivers, newest first.
     *
     * @param policy null for all; so is {@code service}
     * @param active whether only those in force are wanted
     */
    List<Waiver> find(
            @Nullable String policy,
            @Nullable String service,
            boolean active,
            @Nullable String cursor,
            Instant now,
            int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> values = new HashMap<>();
        if (policy != null) {
            conditions.add("policy = :policy");
            values.put("policy", policy);
        }
        if (service != null) {
            conditions.add("service = :service");
            values.put("service", service);
        }
        if (active) {
            conditions.add("approvedAt is not null and revokedAt is null and expiresAt > :now");
            values.put("now", now);
        }
        if (cursor != null) {
            var last = Cursor.parse(cursor, 2);
            conditions.add("(requestedAt < :at or requestedAt = :at and id < :id)");
            values.put("at", last.time(0));
            values.put("id", last.id(1));
        }
        var where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by requestedAt desc, id desc", values).page(0, limit).stream()
                .map(waiver -> waiver.toWaiver(now))
                .toList();
    }

    /** Returns waivers in force that end before a time and were not announced, and locks their rows. */
    List<WaiverEntity> findEnding(Instant now, Instant before) {
        return find("""
                        approvedAt is not null and revokedAt is null and remindedAt is null
                        and expiresAt > ?1 and expiresAt <= ?2 order by expiresAt
                        """, now, before)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, REMINDED_AT_ONCE)
                .list();
    }
}
