package dev.milepost.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void takesTheFirstWordForWhatWasBefore() {
        var told = Timeline.tell(List.of(), told("a", JUNE), NOW);

        assertThat(told).containsExactly(new Period<>(Timeline.BEGINNING, JUNE, "component:default/x", "a"));
    }

    @Test
    void beginsAPeriodWhereTheSourceChanged() {
        var told = told(told("a", MAY), told("b", JUNE), told("b", JULY));

        assertThat(told).extracting(Period::told).containsExactly("a", "b");
        assertThat(told).extracting(Period::validFrom).containsExactly(Timeline.BEGINNING, JUNE);
    }

    @Test
    void doesNotChangeThePastByAChangeThatComesLate() {
        var told = told(told("a", MAY), told("b", JULY), told("c", JUNE));

        assertThat(told).extracting(Period::told).containsExactly("a", "b", "c");
        assertThat(told).extracting(Period::validFrom).containsExactly(Timeline.BEGINNING, JULY, NOW);
    }

    @Test
    void saysTheLatestWordOfTwoAtOneMoment() {
        var told = told(told("a", NOW), told("b", NOW));

        assertThat(told).containsExactly(new Period<>(Timeline.BEGINNING, NOW, "component:default/x", "b"));
    }

    @Test
    void replacesByACorrectionWhatWasToldFromThenOn() {
        var told = told(told("a", MAY), told("b", JULY), corrected("c", JUNE));

        assertThat(told).extracting(Period::told).containsExactly("a", "c");
        assertThat(told).extracting(Period::validFrom).containsExactly(Timeline.BEGINNING, JUNE);
    }

    @Test
    void needsNoPeriodForACorrectionThatSaysWhatWasSoBefore() {
        assertThat(told(told("a", MAY), told("b", JULY), corrected("a", JUNE))).isEqualTo(told(told("a", MAY)));
    }

    @Test
    void knowsNothingBeforeAFirstWordThatSaysSinceWhen() {
        assertThat(told(corrected("a", JUNE))).containsExactly(new Period<>(JUNE, null, "component:default/x", "a"));
    }

    @Test
    void forgetsTheAssumptionOfAnEntityThatCountsLess() {
        var before = List.of(new Period<>(Timeline.BEGINNING, MAY, "api:default/x", "a"));
        var overruling = new Telling<>("x", "b", "component:default/x", JUNE, false, Set.of("api:default/x"));

        assertThat(Timeline.tell(before, overruling, NOW))
                .containsExactly(new Period<>(Timeline.BEGINNING, JUNE, "component:default/x", "b"));
    }

    @Test
    void keepsWhatAnEntityToldThatHasGone() {
        var before = List.of(new Period<>(Timeline.BEGINNING, MAY, "api:default/x", "a"));

        assertThat(Timeline.tell(before, told("b", JUNE), NOW))
                .extracting(Period::told)
                .containsExactly("a", "b");
    }

    @SafeVarargs
    private static List<Period<String>> told(Telling<String>... tellings) {
        List<Period<String>> periods = List.of();
        for (var telling : tellings) {
            periods = Timeline.tell(periods, telling, NOW);
        }
        return periods;
    }

    private static Telling<String> told(String what, Instant since) {
        return new Telling<>("x", what, "component:default/x", since, false, Set.of());
    }

    private static Telling<String> corrected(String what, Instant since) {
        return new Telling<>("x", what, "component:default/x", since, true, Set.of());
    }
}
