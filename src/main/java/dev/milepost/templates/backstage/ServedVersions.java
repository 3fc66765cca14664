package dev.milepost.templates.backstage;

import dev.milepost.templates.registry.PublishedGoldenPath;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of one golden path Backstage is shown: the one on the channel {@code stable} under the golden path's own
 * name, and of each lower major version the highest under the name with {@code -v} and the major. Withdrawn versions and
 * pre-releases of lower majors are not shown, and where nothing is stable there is nothing to show.
 *
 * @param stable null where the channel points nowhere
 */
record ServedVersions(
        String name,
        List<PublishedGoldenPath> versions,
        @Nullable PublishedGoldenPath stable) {

    ServedVersions {
        versions = List.copyOf(versions);
    }

    /** The name of the Template of a version. */
    String entityName(PublishedGoldenPath version) {
        int major = major(version);
        return stable != null && major < major(stable) ? name + "-v" + major : name;
    }

    /** The newest first. */
    List<PublishedGoldenPath> served() {
        if (stable == null) {
            return List.of();
        }
        var shown = new TreeMap<Integer, PublishedGoldenPath>();
        shown.put(-major(stable), stable);
        versions.stream()
                .filter(version -> major(version) < major(stable))
                .filter(version -> !version.yanked()
                        && version.manifest().version().getPreRelease().isEmpty())
                .forEach(version -> shown.put(-major(version), version));
        return List.copyOf(shown.values());
    }

    Optional<PublishedGoldenPath> find(String version) {
        return versions.stream()
                .filter(each -> each.manifest().version().toString().equals(version))
                .findFirst();
    }

    private static int major(PublishedGoldenPath version) {
        return version.manifest().version().getMajor();
    }
}
