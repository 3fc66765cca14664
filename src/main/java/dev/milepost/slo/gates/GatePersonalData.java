package dev.milepost.slo.gates;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Authors of error budget policies, and the people that policies name. */
@ApplicationScoped
class GatePersonalData implements Erasable {

    private final Sql sql;

    GatePersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(sql, "slo_gate_policy", List.of("version"), List.of("document", "author")));
    }
}
