package dev.milepost.upgrades.runs;

import dev.milepost.templates.registry.PublishedGoldenPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * How a version stands among all of its golden path.
 *
 * @param newest what a service on it can go to: that on channel {@code stable}; null where that is not later
 * @param newestCompatible the latest of the same major version up to {@code newest}, neither withdrawn nor deprecated;
 *     null where there is none later than it is
 * @param breaking whether the newest is of another major version
 * @param versions how many it would cross, withdrawn ones and pre-releases left out
 * @param days whole days between the publications of both
 * @param since when the first of those that it would cross was published; null where it is on the newest
 */
public record VersionLag(
        @Nullable PublishedGoldenPath newest,
        @Nullable PublishedGoldenPath newestCompatible,
        boolean breaking,
        int versions,
        long days,
        @Nullable Instant since) {

    private static final String STABLE = "stable";

    /** @param published all versions, ascending */
    public static VersionLag of(PublishedGoldenPath current, List<PublishedGoldenPath> published) {
        var later = later(current.manifest().version(), published);
        if (later.isEmpty()) {
            return new VersionLag(null, null, false, 0, 0, null);
        }
        var newest = later.get(later.size() - 1);
        return new VersionLag(
                newest,
                compatible(current, later).orElse(null),
                newest.manifest().version().getMajor()
                        != current.manifest().version().getMajor(),
                later.size(),
                Math.max(
                        0,
                        Duration.between(current.publishedAt(), newest.publishedAt())
                                .toDays()),
                later.stream()
                        .map(PublishedGoldenPath::publishedAt)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /** Those that lead to the one on channel stable, which is the last; none where that is not later or was withdrawn. */
    private static List<PublishedGoldenPath> later(Semver current, List<PublishedGoldenPath> published) {
        var stable = published.stream()
                .filter(version -> version.channels().contains(STABLE) && !version.yanked())
                .map(version -> version.manifest().version())
                .findFirst();
        return stable.map(last -> published.stream()
                        .filter(version -> {
                            var semver = version.manifest().version();
                            return semver.isGreaterThan(current)
                                    && !semver.isGreaterThan(last)
                                    && (semver.equals(last)
                                            || !version.yanked()
                                                    && semver.getPreRelease().isEmpty());
                        })
                        .toList())
                .orElse(List.of());
    }

    private static Optional<PublishedGoldenPath> compatible(
            PublishedGoldenPath current, List<PublishedGoldenPath> later) {
        return later.stream()
                .filter(version -> version.manifest().version().getMajor()
                                == current.manifest().version().getMajor()
                        && version.deprecation() == null)
                .reduce((one, other) -> other);
    }
}
