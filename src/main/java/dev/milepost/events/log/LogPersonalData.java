package dev.milepost.events.log;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The people that events name, in the log and in messages that wait to be sent. */
@ApplicationScoped
class LogPersonalData implements Erasable {

    /** Where the columns do not have the service that facts are stored by. */
    private static final Map<String, String> NO_SERVICES =
            Map.of("subject", "golden is null or subject is distinct from service", "service", "golden is null");

    private final Sql sql;

    LogPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                // The index over time serves this order; the day leads to the partition.
                new PersonalDataTable(
                        sql,
                        "event",
                        List.of("time", "identity", "received_on"),
                        List.of("subject", "service", "extensions", "data"),
                        NO_SERVICES),
                new PersonalDataTable(sql, "outbox", List.of("id"), List.of("value")));
    }
}
