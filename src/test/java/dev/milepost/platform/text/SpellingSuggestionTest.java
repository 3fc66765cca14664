package dev.milepost.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpellingSuggestionTest {

    @Test
    void suggestsOneWordWithinTwoEdits() {
        assertThat(SpellingSuggestion.find("pyton", List.of("jvm", "python"))).contains("python");
        assertThat(SpellingSuggestion.find("Kubrnets", List.of("kubernetes"))).contains("kubernetes");
        assertThat(SpellingSuggestion.find("kbrnets", List.of("kubernetes"))).isEmpty();
        assertThat(SpellingSuggestion.find("services", List.of("service-1", "service-2")))
                .isEmpty();
        assertThat(SpellingSuggestion.find("", List.of("a", ""))).contains("");
        assertThat(SpellingSuggestion.find("form", List.of("from", "to"))).contains("from");
        assertThat(SpellingSuggestion.find("servce", List.of("service", "system")))
                .contains("service");
        assertThat(SpellingSuggestion.find("jvm", List.of("İİİİİ"))).isEmpty();
    }

    /** A law: the distance is that of the whole table, where a suggestion depends on it. */
    @Test
    void findsWordsByEditDistance() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var one = word(random);
            var other = word(random);
            int most = Math.min(2, (one.length() - 1) / 3);

            assertThat(SpellingSuggestion.find(one, List.of(other)))
                    .as("%s, %s", one, other)
                    .isEqualTo(distance(one, other) <= most ? Optional.of(other) : Optional.empty());
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(1, 12), 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int distance(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.length() + other.length();
        }
        var rest = one.substring(1);
        var otherRest = other.substring(1);
        if (one.charAt(0) == other.charAt(0)) {
            return distance(rest, otherRest);
        }
        int edited = Math.min(distance(rest, otherRest), Math.min(distance(rest, other), distance(one, otherRest)));
        var isSwapped = one.length() > 1
                && other.length() > 1
                && one.charAt(0) == other.charAt(1)
                && one.charAt(1) == other.charAt(0);
        return 1 + (isSwapped ? Math.min(edited, distance(one.substring(2), other.substring(2))) : edited);
    }
}
