package dev.milepost.alerts;

import static dev.milepost.alerts.Tower.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.alerts.Observation.Verdict;
import dev.milepost.events.Readers;
import dev.milepost.objectives.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionTest {

    private final Tower tower = new Tower();

    @Test
    void tellsOnceThatARuleFiresAndOnceThatItIsOver() {
        tower.count(minute(0), 9, 0);
        tower.count(minute(50), 0, 10);
        tower.count(minute(55), 0, 10);
        tower.count(minute(70), 20, 0);

        assertThat(burns(minute(56))).containsExactly("raised");
        assertThat(burns(minute(56))).isEmpty();
        assertThat(burns(minute(57))).isEmpty();
        assertThat(burns(minute(71))).containsExactly("rate_fell");
        assertThat(burns(minute(72))).isEmpty();
    }

    @Test
    void doesNotTakeSilenceForRecovery() {
        tower.count(minute(0), 9, 0);
        tower.count(minute(50), 0, 10);

        assertThat(burns(minute(54))).containsExactly("raised");
        assertThat(tower.standing(minute(62))
                        .objectives()
                        .get(0)
                        .evaluation()
                        .rules()
                        .get(0)
                        .state())
                .isEqualTo(RuleState.QUIET);
        assertThat(burns(minute(62))).isEmpty();
        assertThat(burns(minute(109))).isEmpty();
        assertThat(burns(minute(111))).containsExactly("no_data");
    }

    @Test
    void tellsThatItIsOverWhereEventsChangeThePast() {
        tower.count(minute(0), 9, 0);
        tower.count(minute(50), 0, 10);
        assertThat(burns(minute(51))).containsExactly("raised");

        tower.count(minute(50), 90, 0);

        assertThat(burns(minute(51))).containsExactly("rate_fell");
    }

    @Test
    void tellsThatADefinitionEndedIt() {
        tower.count(minute(0), 9, 0);
        tower.count(minute(50), 0, 10);
        assertThat(burns(minute(51))).containsExactly("raised");

        tower.define(Tower.slo("").replace("displayName: Success", "displayName: Successes"));
        assertThat(burns(minute(51))).isEmpty();
        tower.define(Tower.slo("").replace("name: fast", "name: other"));

        assertThat(burns(minute(51))).containsExactlyInAnyOrder("no_longer_defined", "raised");
        tower.define(Tower.slo("").replace("name: fast", "name: other").replace("threshold: 10", "threshold: 12"));
        assertThat(burns(minute(51))).containsExactly("definition_changed");
        tower.forget(minute(51));
        assertThat(tower.told.values()).noneMatch(Alert::isRaised);
    }

    @Test
    void goesByTheDefinitionThatItWasLastSeenRaisedBy() {
        tower.count(minute(50), 0, 10);
        tower.watch(minute(51));
        tower.define(Tower.slo("").replace("displayName: Success", "displayName: Successes"));
        tower.watch(minute(51));

        tower.count(minute(50), 290, 0);

        assertThat(burns(minute(52))).containsExactly("rate_fell");
    }

    @Test
    void tellsNothingOfAPastThatIsReadInPart() {
        tower.define(Tower.slo("alertWhenNoData: true,"));
        tower.isBeingCounted(false);
        assertThat(tower.watch(minute(50))).isEmpty();
        tower.count(minute(50), 0, 10);
        assertThat(tower.watch(minute(51))).isEmpty();

        tower.count(minute(0), 990, 0);
        tower.isCounted();

        assertThat(tower.watch(minute(51))).isEmpty();
    }

    @Test
    void tellsByTheDefinitionBeforeWhileThePastIsReadByAnother() {
        tower.count(minute(50), 0, 10);
        tower.define(Tower.slo("").replace("threshold: 10", "threshold: 12"));
        tower.isBeingCounted(true);

        assertThat(burns(minute(51))).containsExactly("raised");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "'alertWhenBreaching: false,', 1",
        "'alertWhenResolved: false,', 1",
        "'alertWhenNoData: true,', 3"
    })
    void tellsWhatAPolicyWantsToHear(String policy, int events) {
        tower.define(Tower.slo(policy));
        tower.count(minute(50), 0, 10);

        tower.watch(minute(51));
        tower.watch(minute(200));

        assertThat(events(tower.news).filter(type -> !type.contains("error_budget")))
                .hasSize(events);
    }

    @Test
    void tellsOfMissingDataWhereItIsAskedFor() {
        tower.define(Tower.slo("alertWhenNoData: true,"));

        assertThat(events(tower.watch(minute(0)))).containsExactly("slo.data.missing");
        assertThat(events(tower.watch(minute(1)))).isEmpty();
        tower.count(minute(1), 1, 0);
        assertThat(events(tower.watch(minute(2)))).containsExactly("slo.data.recovered");
    }

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** A law: whatever happens and however often it is looked at, each alert is raised once, ended once, and true. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsEachTransitionOnce(long seed) {
        var random = new Random(seed);
        var last = new HashMap<Signal, Boolean>();
        for (int minute = 0; minute < 400; minute += 1 + random.nextInt(6)) {
            change(random, minute);
            var told = tower.watch(minute(minute));
            assertThat(tower.watch(minute(minute))).isEmpty();
            for (var transition : told) {
                var before =
                        last.put(transition.alert().signal(), transition.alert().isRaised());
                assertThat(transition.alert().isRaised()).isNotEqualTo(before != null && before);
            }
            for (var seen : tower.observe(minute(minute))) {
                var isRaised = last.getOrDefault(seen.signal(), false);
                assertThat(seen.verdict()).isNotEqualTo(isRaised ? Verdict.OVER : Verdict.RAISED);
            }
        }
        var ids = tower.news.stream()
                .flatMap(news -> AlertEvent.of(news, "").stream())
                .map(event -> event.getId());
        assertThat(ids.toList()).doesNotHaveDuplicates().isNotEmpty();
    }

    /** Events come in time and late, good and bad. */
    private void change(Random random, int minute) {
        var at = minute(random.nextInt(4) == 0 ? random.nextInt(minute + 1) : minute);
        if (random.nextInt(3) > 0) {
            var troubled = minute % 120 > 60;
            tower.count(at, random.nextInt(troubled ? 3 : 9), random.nextInt(troubled ? 4 : 2));
        }
    }

    /** What is sent is read again as every event is, by the schemas of its types. */
    @Test
    void tellsEventsThatAreGolden() {
        tower.define(Tower.slo("alertWhenNoData: true,"));
        tower.watch(minute(0));
        tower.count(minute(50), 3, 10);
        tower.watch(minute(51));
        tower.watch(minute(45_000));
        tower.forget(minute(45_001));

        var events = tower.news.stream()
                .flatMap(news -> AlertEvent.of(news, "https://milepost.example.com").stream())
                .map(event -> Readers.reader().read(event, START))
                .toList();

        assertThat(events).allMatch(event -> event.golden() && event.service() == null);
        assertThat(events)
                .extracting(event -> event.type())
                .contains(
                        "slo.burn_rate.exceeded",
                        "slo.burn_rate.recovered",
                        "slo.error_budget.spent",
                        "slo.error_budget.recovered",
                        "slo.data.missing",
                        "slo.data.recovered");
        var exceeded = events.stream()
                .filter(event -> event.type().equals("slo.burn_rate.exceeded"))
                .findFirst();
        assertThat(exceeded.orElseThrow().data().toString())
                .contains("\"slo\":\"success\"", "\"objective\":\"Usable\"", "\"rule\":\"fast\"", "\"factor\":10,")
                .contains("\"owner\":\"group:default/platform\"")
                .contains(
                        "\"long_window\":{\"window_seconds\":3600,\"valid\":13,\"bad\":10,\"burn_rate\":15.384615384615}")
                .contains("burns 15.38 times as fast as it may over 1 h and 15.38 times as fast as it may over 5 min")
                .contains("\"links\":{\"slo\":\"https://milepost.example.com/api/v1/slos/success\"");
    }

    private List<String> burns(Instant now) {
        return tower.watch(now).stream()
                .filter(news -> news.alert().signal().kind() == Signal.Kind.BURN_RATE)
                .filter(news -> news.facts() != null)
                .map(news -> news.reason() == null ? "raised" : news.reason().code())
                .toList();
    }

    private static Stream<String> events(List<Transition> transitions) {
        return transitions.stream()
                .flatMap(news -> AlertEvent.of(news, "").stream())
                .map(event -> event.getType().replace("dev.milepost.", ""));
    }

    private static Instant minute(int number) {
        return START.plus(Duration.ofMinutes(number));
    }
}
