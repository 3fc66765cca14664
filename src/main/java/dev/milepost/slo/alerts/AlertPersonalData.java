package dev.milepost.slo.alerts;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people that definitions of alerts and their details name. */
@ApplicationScoped
class AlertPersonalData implements Erasable {

    private final Sql sql;

    AlertPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(new PersonalDataTable(
                sql, "slo_alert", List.of("slo", "objective", "kind", "name"), List.of("definition", "details")));
    }
}
