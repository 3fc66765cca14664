package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.milepost.testing.history.RandomHistory;
import dev.milepost.testing.history.RandomQuestions;
import dev.milepost.testing.oracle.FourKeysOracle;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;

/**
 * The service against the second opinion, on random histories that arrive in parts. After each part the answers must be
 * those to all that has arrived so far, so that what is late changes history.
 */
@QuarkusTest
@Tag("service")
class RandomHistoriesTest {

    private static final int TOGETHER = 8;
    private static final int PARTS = 3;
    private static final int SIZE = Integer.getInteger("milepost.history-size", 50);

    /** A seed stands for as many histories as are sent together. */
    @Seeds(bounded = 1, all = 8)
    void answersLikeTheOracle(long seed) {
        var service = RunningService.underTest();
        var firstSeed = seed * TOGETHER;
        var random = new Random(firstSeed);
        var histories = LongStream.range(firstSeed, firstSeed + TOGETHER)
                .mapToObj(RandomHistoriesTest::history)
                .toList();
        for (int part = 1; part <= PARTS; part++) {
            service.sendSplit(mixed(histories, part, random), random);
            service.awaitProjection(Duration.ofSeconds(60));
            for (var history : histories) {
                assertThat(new CaseRunner(service).differences(expecting(history, part)))
                        .as("after part %s", part)
                        .isEmpty();
            }
        }
    }

    private static Case history(long seed) {
        var history = RandomHistory.of(seed, SIZE);
        var queries = RandomQuestions.about(history.services(), seed).stream()
                .map(params -> new Case.Query(params, NullNode.instance))
                .toList();
        return CaseRunner.alone(new Case("seed " + seed, history.events(), queries));
    }

    /** What the second opinion answers when the parts up to one have arrived. */
    private static Case expecting(Case history, int part) {
        var arrived = history.events().subList(0, end(history, part));
        var oracle = new FourKeysOracle(arrived);
        var queries = history.queries().stream()
                .map(query -> new Case.Query(query.params(), oracle.answer(query.params())))
                .toList();
        return new Case(history.name(), arrived, queries);
    }

    /** One part of each history, all mixed, each in its order. */
    private static List<JsonNode> mixed(List<Case> histories, int part, Random random) {
        var waiting = new ArrayList<List<JsonNode>>();
        for (var history : histories) {
            waiting.add(new ArrayList<>(history.events().subList(end(history, part - 1), end(history, part))));
        }
        var mixed = new ArrayList<JsonNode>();
        while (!waiting.isEmpty()) {
            var next = random.nextInt(waiting.size());
            if (waiting.get(next).isEmpty()) {
                waiting.remove(next);
            } else {
                mixed.add(waiting.get(next).remove(0));
            }
        }
        return mixed;
    }

    private static int end(Case history, int part) {
        return history.events().size() * part / PARTS;
    }
}
