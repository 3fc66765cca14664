package dev.milepost.slo.definitions;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Authors of definitions, those who disabled SLOs, and the people that definitions name. */
@ApplicationScoped
class DefinitionPersonalData implements Erasable {

    private final Sql sql;

    DefinitionPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "slo_definition", List.of("name", "version"), List.of("documents", "author")),
                new PersonalDataTable(sql, "slo_disabled", List.of("slo"), List.of("reason", "disabled_by")));
    }
}
