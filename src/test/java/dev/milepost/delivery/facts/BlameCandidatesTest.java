package dev.milepost.delivery.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlameCandidatesTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(24);

    /** A rollback to a head that is deployed already took away nothing of its repetitions, but what was before them. */
    @Test
    void blamesTheLastDeploymentOfAnotherHead() {
        var chain = after("old", "bad", "good", "good", "good");

        assertThat(blamed(chain, Remedy.ROLLBACK, "good", NOON.plusSeconds(60))).isEqualTo("d1");
        assertThat(blamed(chain, Remedy.ROLLBACK, "old", NOON.plusSeconds(60))).isEqualTo("d4");
        assertThat(blamed(chain, Remedy.HOTFIX, "good", NOON.plusSeconds(60))).isEqualTo("d4");
    }

    @Test
    void regardsUnknownHeadsAsDifferent() {
        assertThat(blamed(after("bad", null), Remedy.ROLLBACK, "bad", NOON.plusSeconds(60)))
                .isEqualTo("d1");
        assertThat(blamed(after("bad", "good"), Remedy.ROLLBACK, null, NOON.plusSeconds(60)))
                .isEqualTo("d1");
    }

    @Test
    void blamesNothingBeforeTheWindow() {
        var chain = after("bad");

        assertThat(blamed(chain, Remedy.HOTFIX, "fix", NOON.plus(WINDOW))).isEqualTo("d0");
        assertThat(blamed(chain, Remedy.HOTFIX, "fix", NOON.plus(WINDOW).plusMillis(1)))
                .isNull();
        assertThat(blamed(BlameCandidates.NONE, Remedy.HOTFIX, "fix", NOON)).isNull();
        assertThat(blamed(chain, Remedy.ROLLBACK, "bad", NOON.plusSeconds(60))).isNull();
    }

    /** Deployments of these heads, a second apart. */
    private static BlameCandidates after(@Nullable String... heads) {
        var chain = BlameCandidates.NONE;
        for (int i = 0; i < heads.length; i++) {
            chain = chain.then(new BlameCandidates.Candidate("d" + i, heads[i], NOON.plusSeconds(i), i));
        }
        return chain;
    }

    private static @Nullable String blamed(
            BlameCandidates chain, String kind, @Nullable String head, Instant finishedAt) {
        var blamed = chain.findBlamed(kind, head, finishedAt, WINDOW);
        return blamed == null ? null : blamed.id();
    }
}
