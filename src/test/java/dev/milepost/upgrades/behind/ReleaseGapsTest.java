package dev.milepost.upgrades.behind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.ReleaseGaps;
import dev.milepost.templates.registry.ReleaseGaps.ReleaseGap;
import dev.milepost.templates.registry.ReleaseGaps.Severity;
import dev.milepost.templates.registry.ReleasedVersions;
import dev.milepost.templates.registry.VersionRef;
import dev.milepost.testing.Postgres;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.scaffolding.VersionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

/** How far versions are behind, for all versions at once as for each one. */
class ReleaseGapsTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private static Postgres postgres;
    private static Sql sql;
    private static ReleaseGaps gaps;
    private static PublishedRows registry;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
        sql = new Sql(postgres.database());
        gaps = ReleasedVersions.gaps(postgres.database());
        registry = new PublishedRows(sql);
    }

    @AfterAll
    static void end() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        sql.update("truncate registry_version, registry_promotion");
    }

    @Test
    void readsSeverityOfMissedVersions() {
        registry.publish("t", "1.0.0", JUNE, false, "{\"added\": [\"all\"]}");
        registry.publish("t", "1.1.0", day(1), false, "{\"security\": [\"CVE-2026-1\"]}");
        registry.publish("t", "1.2.0", day(10), false, "{\"fixed\": [\"a probe\"], \"security\": []}");
        registry.publish("t", "2.0.0", day(20), false, "{\"removed\": [\"Java 11\"]}");
        registry.promote("t", "2.0.0");

        assertThat(gaps.find("t", 1))
                .containsExactly(
                        new ReleaseGap("t", "1.0.0", "2.0.0", 3, 20, day(1), Severity.SECURITY),
                        new ReleaseGap("t", "1.1.0", "2.0.0", 2, 19, day(10), Severity.FIX),
                        new ReleaseGap("t", "1.2.0", "2.0.0", 1, 10, day(20), Severity.CHANGE));
        assertThat(gaps.find("t", 3)).extracting(ReleaseGap::version).containsExactly("1.0.0");
        assertThat(gaps.find("t", 1)).allMatch(ReleaseGap::isBreaking);
        assertThat(gaps.find(null, 0)).hasSize(4);
        assertThat(gaps.find("other", 0)).isEmpty();
    }

    /** A law: the gaps are those of {@link VersionLag}, which the other answers have. */
    @Seeds(bounded = 20, all = 200)
    void agreesWithLagOfOneVersion(long seed) {
        var random = new Random(seed);
        var published = new ArrayList<PublishedVersion>();
        int stable = random.nextInt(12);
        for (int n = 0; n < 12; n++) {
            var version = "%d.%d.0%s".formatted(1 + n / 5, n, random.nextInt(4) == 0 ? "-rc.1" : "");
            var at = JUNE.plus(Duration.ofHours(random.nextInt(2_000)));
            var isYanked = random.nextInt(4) == 0;
            registry.publish("t", version, at, isYanked, "{}");
            published.add(new PublishedVersion(
                    new VersionRef(ManifestKind.GOLDEN_PATH, "t", version),
                    new Semver(version),
                    "",
                    at,
                    "test",
                    isYanked,
                    null,
                    n == stable ? Set.of("stable") : Set.of()));
        }
        if (random.nextInt(10) > 0) {
            registry.promote("t", published.get(stable).ref().version());
        } else {
            published.set(stable, withoutChannel(published.get(stable)));
        }

        var expected = published.stream()
                .map(version -> {
                    var lag = VersionLag.of(version, published);
                    var newest = lag.newest();
                    return List.of(
                            version.ref().version(),
                            newest == null ? "" : newest.ref().version(),
                            lag.versions(),
                            lag.days(),
                            String.valueOf(lag.since()),
                            lag.breaking());
                })
                .toList();
        assertThat(gaps.find("t", 0))
                .extracting(gap -> List.of(
                        gap.version(),
                        gap.newest() == null ? "" : gap.newest(),
                        gap.versions(),
                        gap.days(),
                        String.valueOf(gap.since()),
                        gap.isBreaking()))
                .isEqualTo(expected);
    }

    private static PublishedVersion withoutChannel(PublishedVersion version) {
        return new PublishedVersion(
                version.ref(), version.version(), "", version.publishedAt(), "test", version.yanked(), null, Set.of());
    }

    private static Instant day(int number) {
        return JUNE.plus(Duration.ofDays(number));
    }
}
