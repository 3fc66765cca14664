package dev.milepost.delivery.fourkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.Case;
import dev.milepost.testing.Differences;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.history.RandomOwners;
import dev.milepost.testing.history.RandomQuestions;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered is what {@code docs/metrics.md} says of the same events, whatever sums they are read from. */
@QuarkusTest
@Tag("service")
class FourKeysLawTest {

    @Inject
    EmptiedDatabase store;

    static Stream<Case> cases() {
        return Case.conformance().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passesConformanceCases(Case history) {
        tell(history.events());

        for (var query : history.queries()) {
            assertThat(Differences.between(query.expect(), EmptiedDatabase.ask(query.params())))
                    .as(query.params().toString())
                    .isEmpty();
        }
    }

    @Seeds(bounded = 2, all = 12)
    void answersLikeTheDefinition(long seed) {
        var history = RandomHistory.withoutContradictions(seed, 60);
        var oracle = new FourKeysOracle(history.events());
        tell(history.events());

        for (var params : RandomQuestions.about(history.services(), seed)) {
            assertThat(Differences.between(expected(history, oracle.answer(params)), EmptiedDatabase.ask(params)))
                    .as(params.toString())
                    .isEmpty();
        }
    }

    /** Whose the facts are: told before them, with them and long after them. */
    @Seeds(bounded = 2, all = 16)
    void answersOwnersAndGroupsLikeTheDefinition(long seed) {
        var history = RandomHistory.withoutContradictions(seed, 60);
        var owned = RandomOwners.of(history, seed);
        var oracle = new FourKeysOracle(owned.events(), owned.catalog());
        var known = owned.catalog().size() / 2;

        store.empty();
        store.know(owned.catalog().subList(0, known));
        store.tell(owned.events());
        store.know(owned.catalog().subList(known, owned.catalog().size()));

        for (var params : RandomOwners.questions(history.services(), seed)) {
            assertThat(Differences.between(oracle.answer(params), EmptiedDatabase.ask(params)))
                    .as(params.toString())
                    .isEmpty();
        }
    }

    /** Where nobody tells of incidents, failures are not known well enough to be compared. */
    private static ObjectNode expected(RandomHistory history, ObjectNode answer) {
        var opened = history.events().stream()
                .anyMatch(event -> event.path("type").asText().contains(".incident."));
        if (!opened && answer.at("/deployment_frequency/count").asInt() > 0) {
            answer.withObject("/change_failure_rate").put("reason", "no_incident_source");
        }
        return answer;
    }

    private void tell(List<JsonNode> events) {
        store.empty();
        store.tell(events);
    }
}
