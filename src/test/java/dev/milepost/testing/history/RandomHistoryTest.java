package dev.milepost.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.oracle.FourKeysOracle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random histories are worth something only if they reach every rule, and the second opinion keeps the laws on them. */
class RandomHistoryTest {

    private static final int SIZE = 60;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @Test
    void isDeterministic() {
        assertThat(RandomHistory.of(3, SIZE)).isEqualTo(RandomHistory.of(3, SIZE));
        assertThat(RandomHistory.of(3, SIZE)).isNotEqualTo(RandomHistory.of(4, SIZE));
    }

    @Test
    void coversEveryRule() {
        var answers = seeds().mapToObj(RandomHistoryTest::answerToEverything).toList();

        for (var number : List.of(
                "/lead_time_for_changes/attribution/explicit",
                "/lead_time_for_changes/attribution/ancestry",
                "/lead_time_for_changes/attribution/window",
                "/lead_time_for_changes/attribution/head",
                "/lead_time_for_changes/negative",
                "/lead_time_for_changes/stages/coding/count",
                "/lead_time_for_changes/stages/pickup/count",
                "/lead_time_for_changes/stages/review/count",
                "/lead_time_for_changes/stages/deploy/count",
                "/lead_time_for_changes/stages/coding/negative",
                "/lead_time_for_changes/stages/coding/missing",
                "/change_failure_rate/failed_by/incident",
                "/change_failure_rate/failed_by/rollback",
                "/change_failure_rate/failed_by/hotfix",
                "/coverage/changes_not_yet_delivered",
                "/time_to_restore/count",
                "/time_to_restore/open",
                "/failed_deployment_recovery_time/count",
                "/deployment_rework_rate/rework",
                "/coverage/deployments_without_known_change",
                "/coverage/incidents_unattributed",
                "/coverage/incidents_left_out")) {
            assertThat(answers.stream().mapToInt(at(number)).sum()).as(number).isGreaterThan(30);
        }
    }

    @Seeds(bounded = 20, all = 60)
    void hasOneAnswerInAnyOrder(long seed) {
        var history = RandomHistory.withoutContradictions(seed, SIZE);
        var events = new ArrayList<JsonNode>(history.events());
        events.addAll(history.events());
        Collections.shuffle(events, new Random(seed));

        for (var params : RandomQuestions.about(history.services(), seed)) {
            assertThat(new FourKeysOracle(events).answer(params))
                    .isEqualTo(new FourKeysOracle(history.events()).answer(params));
        }
    }

    /** Counts of the buckets add up to that of the whole. */
    @Seeds(bounded = 20, all = 60)
    void splitsAWindowWithoutLoss(long seed) {
        var history = RandomHistory.of(seed, SIZE);
        var oracle = new FourKeysOracle(history.events());

        for (var params : RandomQuestions.about(history.services(), seed)) {
            var answer = oracle.answer(params);
            for (var number :
                    List.of("/deployment_frequency/count", "/lead_time_for_changes/count", "/time_to_restore/count")) {
                var sum =
                        answer.path("series").valueStream().mapToInt(at(number)).sum();
                assertThat(answer.has("series") ? sum : answer.at(number).asInt())
                        .isEqualTo(answer.at(number).asInt());
            }
        }
    }

    private static ObjectNode answerToEverything(long seed) {
        var history = RandomHistory.of(seed, SIZE);
        var everything = RandomQuestions.about(history.services(), seed)
                .get(4 * history.services().size());
        return new FourKeysOracle(history.events()).answer(everything);
    }

    private static ToIntFunction<JsonNode> at(String pointer) {
        return answer -> answer.at(pointer).asInt();
    }
}
