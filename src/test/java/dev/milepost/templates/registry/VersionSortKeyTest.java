package dev.milepost.templates.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

class VersionSortKeyTest {

    private static final List<String> IDENTIFIERS =
            List.of("alpha", "alpha-b", "alphb", "beta", "0", "1", "2", "11", "999999999", "1a", "a", "Z");

    /** The example of Semantic Versioning 2.0, section 11. */
    @Test
    void ordersExampleOfSemVer() {
        var versions = List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2.0",
                "1.11.0",
                "2.0.0",
                "10.0.0");
        var texts = new ArrayList<>(
                versions.stream().map(Semver::new).map(VersionSortKey::of).toList());

        Collections.sort(texts);

        assertThat(texts)
                .isEqualTo(versions.stream()
                        .map(Semver::new)
                        .map(VersionSortKey::of)
                        .toList());
    }

    @Seeds(bounded = 60, all = 300)
    void ordersLikeSemVer(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            var one = any(random);
            var other = any(random);

            assertThat(Integer.signum(VersionSortKey.of(one).compareTo(VersionSortKey.of(other))))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    private static Semver any(Random random) {
        var version = random.nextInt(3) + "." + random.nextInt(12) + "." + random.nextInt(2);
        var parts = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> IDENTIFIERS.get(random.nextInt(IDENTIFIERS.size())))
                .toList();
        return new Semver(parts.isEmpty() ? version : version + "-" + String.join(".", parts));
    }
}
