package dev.milepost.policy.evidence;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who sent, signed and may sign evidence, and the people that its facts name. Documents end by their retention. */
@ApplicationScoped
class EvidencePersonalData implements Erasable {

    private final Sql sql;

    EvidencePersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(sql, "evidence", List.of("id"), List.of("sent_by", "signer", "facts")),
                new PersonalDataTable(sql, "evidence_key", List.of("name"), List.of("identity", "added_by")),
                new PersonalDataTable(sql, "evidence_type", List.of("name"), List.of("definition", "changed_by")));
    }
}
