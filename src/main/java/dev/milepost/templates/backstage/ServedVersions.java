package dev.milepost.templates.backstage;

import dev.milepost.templates.registry.PublishedVersion;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one golden path that Backstage is served. The version on the channel {@code stable} has the golden
 * path's own name. The highest version of each lower major version has the name with {@code -v} and the major version.
 * Yanked versions and pre-releases of lower major versions are not served. Without a stable version nothing is served.
 *
 * @param stable null if the channel does not point to a version
 */
record ServedVersions(
        String name,
        List<PublishedVersion> versions,
        @Nullable PublishedVersion stable) {

    ServedVersions {
        versions = List.copyOf(versions);
    }

    /** Returns the name of a version's Template. */
    String entityName(PublishedVersion version) {
        int major = major(version);
        return stable != null && major < major(stable) ? name + "-v" + major : name;
    }

    /** Returns the served versions, newest first. */
    List<PublishedVersion> served() {
        if (stable == null) {
            return List.of();
        }
        var shown = new TreeMap<Integer, PublishedVersion>();
        shown.put(-major(stable), stable);
        versions.stream()
                .filter(version -> major(version) < major(stable))
                .filter(version ->
                        !version.yanked() && version.version().getPreRelease().isEmpty())
                .forEach(version -> shown.put(-major(version), version));
        return List.copyOf(shown.values());
    }

    Optional<PublishedVersion> find(String version) {
        return versions.stream()
                .filter(each -> each.ref().version().equals(version))
                .findFirst();
    }

    private static int major(PublishedVersion version) {
        return version.version().getMajor();
    }
}
