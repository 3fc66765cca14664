package dev.milepost.delivery.facts;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What facts have of people: texts of incidents, and owners that are people. All else of facts are identifiers. */
@ApplicationScoped
class DeliveryPersonalData implements Erasable {

    private final Sql sql;

    DeliveryPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "incident_report", List.of("source", "incident_id", "identity"), List.of("severity")),
                new PersonalDataTable(sql, "incident", List.of("source", "incident_id"), List.of("severity")),
                new DimensionErasure(sql));
    }
}
