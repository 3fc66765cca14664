package dev.milepost.platform.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LateBodiesTest {

    @Test
    void areEndedInPartsSoThatTheirAnswersHoldUpNoOthers() {
        var late = new HashSet<>(IntStream.range(0, 500).boxed().toList());
        var parts = new ArrayList<Integer>();
        while (!late.isEmpty()) {
            int before = late.size();
            RequestBodies.endSome(new ArrayList<>(late), late::remove);
            parts.add(before - late.size());
        }

        assertThat(parts).allMatch(part -> part <= 64).hasSize(8);
    }

    @Test
    void areAllLookedAtUntilSoManyAreEnded() {
        var looked = new ArrayList<Integer>();

        RequestBodies.endSome(IntStream.range(0, 500).boxed().toList(), body -> !looked.add(body));

        assertThat(looked).hasSize(500);
    }

    @Test
    void areRefusedWithoutStackTraces() {
        assertThat(RefusedBody.noRoom().getStackTrace()).isEmpty();
        assertThat(RefusedBody.tooSlow("Too slow").getStackTrace()).isEmpty();
    }
}
