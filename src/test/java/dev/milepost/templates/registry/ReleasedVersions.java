package dev.milepost.templates.registry;

import dev.milepost.platform.sql.Sql;
import javax.sql.DataSource;
import org.semver4j.Semver;

/** The published versions without the service. */
public final class ReleasedVersions {

    private ReleasedVersions() {}

    public static ReleaseGaps gaps(DataSource database) {
        return new ReleaseGaps(new Sql(database));
    }

    /** Returns a text that sorts like the version. */
    public static String sortKey(String version) {
        return VersionSortKey.of(new Semver(version));
    }
}
