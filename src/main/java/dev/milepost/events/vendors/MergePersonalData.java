package dev.milepost.events.vendors;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people that GitHub's deliveries about merges name. */
@ApplicationScoped
class MergePersonalData implements Erasable {

    private final Sql sql;

    MergePersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql, "github_merge", List.of("repository", "commit_sha", "part"), List.of("content")),
                new PersonalDataTable(
                        sql, "github_push", List.of("repository", "before_sha", "after_sha"), List.of("content")));
    }
}
