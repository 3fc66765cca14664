package dev.milepost.events.pipeline;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people that records in quarantine name. */
@ApplicationScoped
class QuarantinePersonalData implements Erasable {

    private final Sql sql;

    QuarantinePersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(new PersonalDataTable(
                sql,
                "quarantine",
                List.of("id"),
                List.of("service", "detail", "faults", "record_key", "headers", "payload")));
    }
}
