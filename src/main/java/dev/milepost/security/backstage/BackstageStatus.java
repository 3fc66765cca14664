package dev.milepost.security.backstage;

import dev.milepost.security.backstage.BackstageReads.BackstageRead;
import dev.milepost.security.backstage.BackstageReads.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/** When Backstage was read last, for the answers that show it. */
@ApplicationScoped
public class BackstageStatus {

    private final BackstageInstalls installs;
    private final BackstageReads reads;

    BackstageStatus(BackstageInstalls installs, BackstageReads reads) {
        this.installs = installs;
        this.reads = reads;
    }

    /** The reads of the catalog. Empty if none is configured. */
    public List<BackstageRead> catalog() {
        return find(Part.CATALOG, install -> install.catalog().enabled());
    }

    /** The reads of the scaffolder's tasks. Empty if none is configured. */
    public List<BackstageRead> tasks() {
        return find(Part.TASKS, install -> install.tasks().enabled());
    }

    private List<BackstageRead> find(Part part, Predicate<BackstageConfig.Install> condition) {
        var names =
                installs.with(condition).stream().map(BackstageInstall::name).toList();
        return names.isEmpty() ? List.of() : reads.find(part, names);
    }
}
