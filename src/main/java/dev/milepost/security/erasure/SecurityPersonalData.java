package dev.milepost.security.erasure;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who called: in the audit log, with API tokens, and with erasures. The rooms of the wing are below this one. */
@ApplicationScoped
class SecurityPersonalData implements Erasable {

    private final Sql sql;

    SecurityPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "audit_entry", List.of("id"), List.of("actor", "subject", "before", "after")),
                new PersonalDataTable(sql, "api_token", List.of("id"), List.of("name", "created_by", "revoked_by")),
                new PersonalDataTable(sql, "erasure", List.of("id"), List.of("requested_by")));
    }
}
