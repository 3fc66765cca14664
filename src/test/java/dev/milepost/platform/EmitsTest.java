package dev.milepost.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmitsTest {

    @ParameterizedTest
    @CsvSource({
        "ci/*, ci/orders, true",
        "ci/*, ci/, true",
        "ci/*, ci, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*a, a, false",
        "a*b*c, axxbyyc, true",
        "*orders*, https://ci/orders/1, true",
        "ci.orders, cixorders, false"
    })
    void matchesByStarsAlone(String pattern, String text, boolean expected) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void matchesLikeTheExpressionThatSaysTheSame(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 5_000; n++) {
            var pattern = text(random, "ab*");
            var text = text(random, "ab");
            var expression =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

            assertThat(new Glob(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(text.matches(expression));
        }
    }

    @Test
    void keepsFromAllWhatNamesNoService() {
        var orders = Emits.of(List.of("*"), List.of("orders"));

        assertThat(orders.service("orders")).isTrue();
        assertThat(orders.service("orders-2")).isFalse();
        assertThat(orders.service(null)).isFalse();
        assertThat(orders.everything()).isFalse();
        assertThat(Emits.EVERYTHING.service(null)).isTrue();
        assertThat(Emits.EVERYTHING.everything()).isTrue();
        assertThat(Emits.of(List.of(), List.of()).source("ci")).isFalse();
    }

    private static String text(Random random, String letters) {
        return random.ints(random.nextInt(7), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
