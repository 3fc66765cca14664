package dev.milepost.slo.corrections;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who added and revoked corrections, and why. */
@ApplicationScoped
class CorrectionPersonalData implements Erasable {

    private final Sql sql;

    CorrectionPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(new PersonalDataTable(
                sql, "slo_correction", List.of("id"), List.of("reason", "added_by", "revoked_by")));
    }
}
