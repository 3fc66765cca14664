package dev.milepost.events.pipeline;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasedTable;
import dev.milepost.security.erasure.ErasureKind;
import dev.milepost.security.erasure.ErasureStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The people that events name: in the log, in quarantine, and in what waits to be sent or completed. */
@ApplicationScoped
class EventPersonalData implements Erasable {

    private static final Map<String, String> NO_SERVICES =
            Map.of("subject", "golden is null or subject is distinct from service", "service", "golden is null");

    private final Sql sql;

    EventPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public ErasureKind kind() {
        return ErasureKind.PERSON;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                // The index over time serves this order; the day leads to the partition.
                new ErasedTable(
                        sql,
                        "event",
                        List.of("time", "identity", "received_on"),
                        List.of("subject", "service", "extensions", "data"),
                        NO_SERVICES),
                new ErasedTable(
                        sql,
                        "quarantine",
                        List.of("id"),
                        List.of("service", "detail", "faults", "record_key", "headers", "payload")),
                new ErasedTable(sql, "outbox", List.of("id"), List.of("value")),
                new ErasedTable(
                        sql, "github_merge", List.of("repository", "commit_sha", "part"), List.of("content")));
    }
}
