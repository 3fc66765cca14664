package dev.milepost.upgrades.scaffolding;

import dev.milepost.templates.registry.PublishedVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * How far a version is behind the newest version of its golden path.
 *
 * @param newest the version to upgrade to: the one on channel {@code stable}; null if it is not later
 * @param newestCompatible the latest version of the same major version up to {@code newest}, neither yanked nor
 *     deprecated; null if there is none
 * @param breaking whether {@code newest} is of another major version
 * @param versions the number of versions to cross, without yanked ones and pre-releases
 * @param days whole days between the publications of both versions
 * @param since the publication of the first version to cross; null if there is none
 */
public record VersionLag(
        @Nullable PublishedVersion newest,
        @Nullable PublishedVersion newestCompatible,
        boolean breaking,
        int versions,
        long days,
        @Nullable Instant since) {

    private static final String STABLE = "stable";

    /** @param published all versions, ascending */
    public static VersionLag of(PublishedVersion current, List<PublishedVersion> published) {
        var later = later(current.version(), published);
        if (later.isEmpty()) {
            return new VersionLag(null, null, false, 0, 0, null);
        }
        var newest = later.get(later.size() - 1);
        return new VersionLag(
                newest,
                compatible(current, later).orElse(null),
                newest.version().getMajor() != current.version().getMajor(),
                later.size(),
                Math.max(
                        0,
                        Duration.between(current.publishedAt(), newest.publishedAt())
                                .toDays()),
                later.stream()
                        .map(PublishedVersion::publishedAt)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /**
     * Returns the versions to cross up to the one on channel stable, which is the last; empty if that one is not later
     * or is yanked.
     */
    private static List<PublishedVersion> later(Semver current, List<PublishedVersion> published) {
        var stable = published.stream()
                .filter(version -> version.channels().contains(STABLE) && !version.yanked())
                .map(version -> version.version())
                .findFirst();
        return stable.map(last -> published.stream()
                        .filter(version -> {
                            var semver = version.version();
                            return semver.isGreaterThan(current)
                                    && !semver.isGreaterThan(last)
                                    && (semver.equals(last)
                                            || !version.yanked()
                                                    && semver.getPreRelease().isEmpty());
                        })
                        .toList())
                .orElse(List.of());
    }

    private static Optional<PublishedVersion> compatible(PublishedVersion current, List<PublishedVersion> later) {
        return later.stream()
                .filter(version ->
                        version.version().getMajor() == current.version().getMajor() && version.deprecation() == null)
                .reduce((one, other) -> other);
    }
}
