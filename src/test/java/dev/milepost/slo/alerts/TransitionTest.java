package dev.milepost.slo.alerts;

import static dev.milepost.slo.alerts.AlertSimulation.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.EventReaders;
import dev.milepost.slo.alerts.AlertObservation.AlertCondition;
import dev.milepost.slo.objectives.BurnRateRule.RuleState;
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

    private final AlertSimulation simulation = new AlertSimulation();

    @Test
    void sendsFiringAndResolvedOnce() {
        simulation.count(minute(0), 9, 0);
        simulation.count(minute(50), 0, 10);
        simulation.count(minute(55), 0, 10);
        simulation.count(minute(70), 20, 0);

        assertThat(burns(minute(56))).containsExactly("raised");
        assertThat(burns(minute(56))).isEmpty();
        assertThat(burns(minute(57))).isEmpty();
        assertThat(burns(minute(71))).containsExactly("rate_fell");
        assertThat(burns(minute(72))).isEmpty();
    }

    @Test
    void keepsFiringWithoutEvents() {
        simulation.count(minute(0), 9, 0);
        simulation.count(minute(50), 0, 10);

        assertThat(burns(minute(54))).containsExactly("raised");
        assertThat(simulation
                        .standing(minute(62))
                        .objectives()
                        .get(0)
                        .rules()
                        .get(0)
                        .state())
                .isEqualTo(RuleState.QUIET);
        assertThat(burns(minute(62))).isEmpty();
        assertThat(burns(minute(109))).isEmpty();
        assertThat(burns(minute(111))).containsExactly("no_data");
    }

    @Test
    void resolvesWhenLateEventsChangePast() {
        simulation.count(minute(0), 9, 0);
        simulation.count(minute(50), 0, 10);
        assertThat(burns(minute(51))).containsExactly("raised");

        simulation.count(minute(50), 90, 0);

        assertThat(burns(minute(51))).containsExactly("rate_fell");
    }

    @Test
    void resolvesWhenDefinitionChanges() {
        simulation.count(minute(0), 9, 0);
        simulation.count(minute(50), 0, 10);
        assertThat(burns(minute(51))).containsExactly("raised");

        simulation.define(AlertSimulation.slo("").replace("displayName: Success", "displayName: Successes"));
        assertThat(burns(minute(51))).isEmpty();
        simulation.define(AlertSimulation.slo("").replace("name: fast", "name: other"));

        assertThat(burns(minute(51))).containsExactlyInAnyOrder("no_longer_defined", "raised");
        simulation.define(
                AlertSimulation.slo("").replace("name: fast", "name: other").replace("threshold: 10", "threshold: 12"));
        assertThat(burns(minute(51))).containsExactly("definition_changed");
        simulation.forget(minute(51));
        assertThat(simulation.told.values()).noneMatch(Alert::isRaised);
    }

    @Test
    void usesDefinitionThatRaisedAlert() {
        simulation.count(minute(50), 0, 10);
        simulation.watch(minute(51));
        simulation.define(AlertSimulation.slo("").replace("displayName: Success", "displayName: Successes"));
        simulation.watch(minute(51));

        simulation.count(minute(50), 290, 0);

        assertThat(burns(minute(52))).containsExactly("rate_fell");
    }

    @Test
    void sendsNothingDuringPartialRecount() {
        simulation.define(AlertSimulation.slo("alertWhenNoData: true,"));
        simulation.isBeingCounted(false);
        assertThat(simulation.watch(minute(50))).isEmpty();
        simulation.count(minute(50), 0, 10);
        assertThat(simulation.watch(minute(51))).isEmpty();

        simulation.count(minute(0), 990, 0);
        simulation.isCounted();

        assertThat(simulation.watch(minute(51))).isEmpty();
    }

    @Test
    void usesPreviousDefinitionDuringRecount() {
        simulation.count(minute(50), 0, 10);
        simulation.define(AlertSimulation.slo("").replace("threshold: 10", "threshold: 12"));
        simulation.isBeingCounted(true);

        assertThat(burns(minute(51))).containsExactly("raised");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "'alertWhenBreaching: false,', 1",
        "'alertWhenResolved: false,', 1",
        "'alertWhenNoData: true,', 3"
    })
    void respectsAlertPolicy(String policy, int events) {
        simulation.define(AlertSimulation.slo(policy));
        simulation.count(minute(50), 0, 10);

        simulation.watch(minute(51));
        simulation.watch(minute(200));

        assertThat(events(simulation.news).filter(type -> !type.contains("error_budget")))
                .hasSize(events);
    }

    @Test
    void reportsMissingDataWhenRequested() {
        simulation.define(AlertSimulation.slo("alertWhenNoData: true,"));

        assertThat(events(simulation.watch(minute(0)))).containsExactly("slo.data.missing");
        assertThat(events(simulation.watch(minute(1)))).isEmpty();
        simulation.count(minute(1), 1, 0);
        assertThat(events(simulation.watch(minute(2)))).containsExactly("slo.data.recovered");
    }

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** A law: whatever happens and however often it is looked at, each alert is raised once, ended once, and true. */
    @ParameterizedTest
    @MethodSource("seeds")
    void sendsEachTransitionOnce(long seed) {
        var random = new Random(seed);
        var last = new HashMap<AlertKey, Boolean>();
        for (int minute = 0; minute < 400; minute += 1 + random.nextInt(6)) {
            change(random, minute);
            var told = simulation.watch(minute(minute));
            assertThat(simulation.watch(minute(minute))).isEmpty();
            for (var transition : told) {
                var before =
                        last.put(transition.alert().key(), transition.alert().isRaised());
                assertThat(transition.alert().isRaised()).isNotEqualTo(before != null && before);
            }
            for (var observation : simulation.observe(minute(minute))) {
                var isRaised = last.getOrDefault(observation.key(), false);
                assertThat(observation.condition())
                        .isNotEqualTo(isRaised ? AlertCondition.ENDED : AlertCondition.RAISED);
            }
        }
        var ids = simulation.news.stream()
                .flatMap(news -> AlertEvent.of(news, "").stream())
                .map(event -> event.getId());
        assertThat(ids.toList()).doesNotHaveDuplicates().isNotEmpty();
    }

    /** Events come in time and late, good and bad. */
    private void change(Random random, int minute) {
        var at = minute(random.nextInt(4) == 0 ? random.nextInt(minute + 1) : minute);
        if (random.nextInt(3) > 0) {
            var troubled = minute % 120 > 60;
            simulation.count(at, random.nextInt(troubled ? 3 : 9), random.nextInt(troubled ? 4 : 2));
        }
    }

    /** What is sent is read again as every event is, by the schemas of its types. */
    @Test
    void sendsGoldenEvents() {
        simulation.define(AlertSimulation.slo("alertWhenNoData: true,"));
        simulation.watch(minute(0));
        simulation.count(minute(50), 3, 10);
        simulation.watch(minute(51));
        simulation.watch(minute(45_000));
        simulation.forget(minute(45_001));

        var events = simulation.news.stream()
                .flatMap(news -> AlertEvent.of(news, "https://milepost.example.com").stream())
                .map(event -> EventReaders.reader().read(event, START))
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
                .contains(
                        "burns at 15.38 times the allowed rate over 1 h and at 15.38 times the allowed rate over 5 min")
                .contains("\"links\":{\"slo\":\"https://milepost.example.com/api/v1/slos/success\"");
    }

    private List<String> burns(Instant now) {
        return simulation.watch(now).stream()
                .filter(news -> news.alert().key().kind() == AlertKey.Kind.BURN_RATE)
                .filter(news -> news.details() != null)
                .map(news ->
                        news.endReason() == null ? "raised" : news.endReason().code())
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
