package dev.milepost.catalog.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssertionTimelineTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void appliesFirstAssertionToThePast() {
        var told = AssertionTimeline.apply(List.of(), told("a", JUNE), NOW);

        assertThat(told)
                .containsExactly(new AssertedPeriod<>(AssertionTimeline.BEGINNING, JUNE, "component:default/x", "a"));
    }

    @Test
    void startsPeriodWhereSourceChanged() {
        var told = told(told("a", MAY), told("b", JUNE), told("b", JULY));

        assertThat(told).extracting(AssertedPeriod::value).containsExactly("a", "b");
        assertThat(told).extracting(AssertedPeriod::validFrom).containsExactly(AssertionTimeline.BEGINNING, JUNE);
    }

    @Test
    void keepsPastOnLateChange() {
        var told = told(told("a", MAY), told("b", JULY), told("c", JUNE));

        assertThat(told).extracting(AssertedPeriod::value).containsExactly("a", "b", "c");
        assertThat(told).extracting(AssertedPeriod::validFrom).containsExactly(AssertionTimeline.BEGINNING, JULY, NOW);
    }

    @Test
    void prefersLatestOfSimultaneousAssertions() {
        var told = told(told("a", NOW), told("b", NOW));

        assertThat(told)
                .containsExactly(new AssertedPeriod<>(AssertionTimeline.BEGINNING, NOW, "component:default/x", "b"));
    }

    @Test
    void replacesAssertionsFromCorrectionOn() {
        var told = told(told("a", MAY), told("b", JULY), corrected("c", JUNE));

        assertThat(told).extracting(AssertedPeriod::value).containsExactly("a", "c");
        assertThat(told).extracting(AssertedPeriod::validFrom).containsExactly(AssertionTimeline.BEGINNING, JUNE);
    }

    @Test
    void mergesCorrectionEqualToPreviousPeriod() {
        assertThat(told(told("a", MAY), told("b", JULY), corrected("a", JUNE))).isEqualTo(told(told("a", MAY)));
    }

    @Test
    void leavesThePastUnknownBeforeDatedFirstAssertion() {
        assertThat(told(corrected("a", JUNE)))
                .containsExactly(new AssertedPeriod<>(JUNE, null, "component:default/x", "a"));
    }

    @Test
    void overridesAssumptionByHigherPriorityEntity() {
        var before = List.of(new AssertedPeriod<>(AssertionTimeline.BEGINNING, MAY, "api:default/x", "a"));
        var overruling =
                new OwnershipAssertion<>("x", "b", "component:default/x", JUNE, false, Set.of("api:default/x"));

        assertThat(AssertionTimeline.apply(before, overruling, NOW))
                .containsExactly(new AssertedPeriod<>(AssertionTimeline.BEGINNING, JUNE, "component:default/x", "b"));
    }

    @Test
    void keepsAssertionsOfRemovedEntity() {
        var before = List.of(new AssertedPeriod<>(AssertionTimeline.BEGINNING, MAY, "api:default/x", "a"));

        assertThat(AssertionTimeline.apply(before, told("b", JUNE), NOW))
                .extracting(AssertedPeriod::value)
                .containsExactly("a", "b");
    }

    @SafeVarargs
    private static List<AssertedPeriod<String>> told(OwnershipAssertion<String>... tellings) {
        List<AssertedPeriod<String>> periods = List.of();
        for (var telling : tellings) {
            periods = AssertionTimeline.apply(periods, telling, NOW);
        }
        return periods;
    }

    private static OwnershipAssertion<String> told(String what, Instant since) {
        return new OwnershipAssertion<>("x", what, "component:default/x", since, false, Set.of());
    }

    private static OwnershipAssertion<String> corrected(String what, Instant since) {
        return new OwnershipAssertion<>("x", what, "component:default/x", since, true, Set.of());
    }
}
