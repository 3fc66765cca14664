package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventProblemsTest {

    @Test
    void namesEachFault() {
        var event = EventProblems.unreadable(IntStream.range(0, 20)
                .mapToObj(i -> new Fault("/data/" + i, "is required"))
                .toList());

        assertThat(event).hasMessageStartingWith("/data/0 is required; /data/1 is required; ");
        assertThat(event).hasMessageEndingWith("; /data/19 is required");
    }

    /** A batch has up to 10,000 events, and its receipt has the message of each. */
    @Test
    void hasAShortMessageAboutManyFaults() {
        var event = EventProblems.unreadable(IntStream.range(0, 1_000)
                .mapToObj(i -> new Fault("/data/" + "n".repeat(10_000) + i, "must be a string"))
                .toList());

        assertThat(event.getMessage()).hasSizeLessThan(2_100).endsWith("…; and 980 more");
    }
}
