package dev.milepost.security.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that are made to be expensive: each event and each row is searched after the first erasure. */
class ErasedNamesWorkTest {

    private static final int MIB = 1 << 20;
    /** Most texts take a tenth of it, the repeated name half. */
    private static final double MOST_SECONDS = 0.5;

    /** A thousand people with names of one to six words and of many lengths, and one whose name begins again at each word. */
    private static final ErasedNames NAMES = TestErasedNames.of(
            Stream.concat(IntStream.range(0, 1_000).mapToObj(ErasedNamesWorkTest::nameOf), Stream.of("du ".repeat(20)))
                    .toArray(String[]::new));

    enum Text {
        DISTINCT_WORDS(random -> Integer.toString(36 * 36 * 36 + random.nextInt(1_600_000), 36)),
        SHORTEST_WORDS(random -> Integer.toString(10 + random.nextInt(26), 36)),
        FIRST_NAMES(random -> "anna"),
        BEGINNINGS(random -> "anna maria " + Integer.toString(random.nextInt(1_000), 36)),
        JOINED(random -> "anna-" + Integer.toString(random.nextInt(1_000), 36)),
        NAMES_OF_PEOPLE(random -> nameOf(random.nextInt(1_000))),
        REPEATED(random -> "du ".repeat(19) + "da"),
        LONG_GAP(random -> "anna" + " ".repeat(random.nextInt(1_000)));

        private final String text;

        Text(Function<Random, String> word) {
            var random = new Random(1);
            var words = new StringBuilder();
            while (words.length() < MIB) {
                words.append(word.apply(random)).append(' ');
            }
            text = words.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchesTextOfAnEventInTime(Text text) {
        assertThat(NAMES.replaceIn(nameOf(5) + " and " + nameOf(6))).isEqualTo("person-1 and person-1");

        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            least = Math.min(least, seconds(() -> NAMES.replaceIn(text.text)));
        }

        assertThat(least).isLessThan(MOST_SECONDS);
    }

    private static String nameOf(int person) {
        var words = List.of("anna", "maria", "de", "la", "vega").subList(0, person % 6);
        return (String.join(" ", words) + " n" + "x".repeat(person % 30) + person).strip();
    }

    /** Processor time of this thread. */
    private static double seconds(Supplier<String> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(work.get()).isNotEmpty();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
