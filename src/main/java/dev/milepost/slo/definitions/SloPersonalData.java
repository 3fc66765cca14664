package dev.milepost.slo.definitions;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasedTable;
import dev.milepost.security.erasure.ErasureKind;
import dev.milepost.security.erasure.ErasureStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Authors of definitions, corrections and policies, and the people that definitions, outcomes and alerts name. */
@ApplicationScoped
class SloPersonalData implements Erasable {

    private final Sql sql;

    SloPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public ErasureKind kind() {
        return ErasureKind.PERSON;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new ErasedTable(sql, "slo_definition", List.of("name", "version"), List.of("documents", "author")),
                new ErasedTable(sql, "slo_reckoning", List.of("id"), List.of("documents")),
                new ErasedTable(sql, "slo_counted", List.of("slo"), List.of("documents")),
                new ErasedTable(
                        sql, "slo_outcome", List.of("reckoning", "key"), List.of("events", "reason", "team", "step")),
                new ErasedTable(sql, "slo_correction", List.of("id"), List.of("reason", "added_by", "revoked_by")),
                new ErasedTable(sql, "slo_gate_policy", List.of("version"), List.of("document", "author")),
                new ErasedTable(
                        sql,
                        "slo_alert",
                        List.of("slo", "objective", "kind", "name"),
                        List.of("definition", "facts")));
    }
}
