package dev.milepost.upgrades.scaffolding;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who initiated scaffold runs, and the people that parameters and rendered files name. */
@ApplicationScoped
class RunPersonalData implements Erasable {

    private final Sql sql;

    RunPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "scaffold_report", List.of("identity"), List.of("team", "initiator", "entity_refs")),
                new PersonalDataTable(
                        sql,
                        "scaffold_run",
                        List.of("source", "task_id"),
                        List.of("team", "initiator", "entity_refs", "parameters", "failure")),
                new RenderedBaseErasure(sql));
    }
}
