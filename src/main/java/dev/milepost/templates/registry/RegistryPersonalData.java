package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Erasable;
import dev.milepost.security.erasure.ErasureStep;
import dev.milepost.security.erasure.PersonalDataTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who published, promoted, deprecated and withdrew versions, and owners that are people. Digests stay those of what was published. */
@ApplicationScoped
class RegistryPersonalData implements Erasable {

    private final Sql sql;

    RegistryPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ErasureStep> steps() {
        return List.of(
                new PersonalDataTable(
                        sql,
                        "registry_version",
                        List.of("kind", "name", "version"),
                        List.of(
                                "owner",
                                "manifest",
                                "document",
                                "published_by",
                                "deprecated_by",
                                "deprecation",
                                "yanked_by",
                                "yank")),
                new PersonalDataTable(sql, "registry_promotion", List.of("id"), List.of("promoted_by", "reason")));
    }
}
