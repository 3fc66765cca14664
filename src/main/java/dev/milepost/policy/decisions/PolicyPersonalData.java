package dev.milepost.policy.decisions;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people that write, enforce, ask and waive policies, and those that inputs of decisions name. */
@ApplicationScoped
class PolicyPersonalData implements Erasable {

    private final Sql sql;

    PolicyPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(sql, "policy", List.of("name"), List.of("owner", "retired_by", "retired_reason")),
                new PersonalDataTable(sql, "policy_version", List.of("name", "number"), List.of("document", "author")),
                new PersonalDataTable(
                        sql, "policy_enforcement", List.of("policy"), List.of("rules", "reason", "author")),
                new PersonalDataTable(
                        sql, "policy_decision", List.of("id"), List.of("caller", "results", "warnings", "input")),
                new PersonalDataTable(
                        sql, "policy_result", List.of("policy", "decided_at", "decision"), List.of("team")),
                new PersonalDataTable(
                        sql,
                        "policy_waiver",
                        List.of("id"),
                        List.of("reason", "ticket", "requested_by", "emergency_by", "approved_by", "revoked_by")));
    }
}
