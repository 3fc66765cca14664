package dev.milepost.insights.campaigns;

import dev.milepost.platform.http.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** Stores campaigns. */
@ApplicationScoped
@Transactional
class CampaignRepository implements PanacheRepositoryBase<CampaignEntity, UUID> {

    /** Returns the campaign, and locks its row until the end of the transaction. */
    Optional<CampaignEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    List<UUID> findRunning() {
        return find("select id from CampaignEntity where state = ?1 order by id", CampaignEntity.RUNNING)
                .project(UUID.class)
                .list();
    }

    /** Returns a running campaign and locks its row; empty if another replica has it. */
    Optional<CampaignEntity> lockRunning(UUID id) {
        return find("id = ?1 and state = ?2", id, CampaignEntity.RUNNING)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    /**
     * Returns campaigns, newest first.
     *
     * @param template null for all; so is {@code state}
     */
    List<CampaignEntity> find(@Nullable String template, @Nullable String state, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> values = new HashMap<>();
        if (template != null) {
            conditions.add("template = :template");
            values.put("template", template);
        }
        if (state != null) {
            conditions.add("state = :state");
            values.put("state", state);
        }
        if (cursor != null) {
            var last = Cursor.parse(cursor, 2);
            conditions.add("(createdAt < :at or createdAt = :at and id < :id)");
            values.put("at", last.time(0));
            values.put("id", last.id(1));
        }
        var where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by createdAt desc, id desc", values)
                .page(0, limit)
                .list();
    }
}
