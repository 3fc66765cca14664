package dev.milepost.slo.counting;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people that outcomes and the definitions of indicators name. Digests and counts stay. */
@ApplicationScoped
class OutcomePersonalData implements Erasable {

    private final Sql sql;

    OutcomePersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(sql, "slo_indicator", List.of("id"), List.of("documents")),
                new PersonalDataTable(sql, "slo_counted_definition", List.of("slo"), List.of("documents")),
                new PersonalDataTable(
                        sql, "slo_outcome", List.of("indicator", "key"), List.of("events", "team", "step")));
    }
}
