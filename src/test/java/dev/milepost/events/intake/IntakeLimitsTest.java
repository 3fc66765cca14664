package dev.milepost.events.intake;

import static dev.milepost.events.intake.EventRequests.BATCHED;
import static dev.milepost.events.intake.EventRequests.STRUCTURED;
import static dev.milepost.events.intake.EventRequests.deployment;
import static dev.milepost.events.intake.EventRequests.newId;
import static dev.milepost.events.intake.EventRequests.postLarge;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class IntakeLimitsTest {

    @Test
    void refusesEventOverSizeLimit() {
        var large = deployment(newId(), "success", "x".repeat(IntakeLimits.EVENT_BYTES));

        postLarge(STRUCTURED, large).statusCode(413).body("type", equalTo("/problems/too-large"));
        postLarge("application/json", large).statusCode(413);
        postLarge(BATCHED, "[" + large + "," + deployment(newId(), "success") + "]")
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected[0].index", equalTo(0))
                .body("rejected[0].detail", containsString("1 MiB"));
    }

    @Test
    void acceptsEventAtSizeLimit() {
        var id = newId();
        var space = IntakeLimits.EVENT_BYTES - deployment(id, "success", "").length();

        postLarge(STRUCTURED, deployment(id, "success", "x".repeat(space)))
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    @Test
    void refusesBatchOverLimits() {
        postLarge(BATCHED, "[" + "1,".repeat(IntakeLimits.BATCH_EVENTS) + "1]")
                .statusCode(413)
                .body("detail", containsString("10000 events"));
        postLarge(BATCHED, " ".repeat(IntakeLimits.BATCH_BYTES) + "[]")
                .statusCode(413)
                .body("detail", containsString("10 MiB"));
    }

    @Test
    void acceptsBatchOfTenThousandEvents() {
        var batch = IntStream.range(0, IntakeLimits.BATCH_EVENTS)
                .mapToObj(i -> deployment(newId(), "success"))
                .collect(Collectors.joining(",", "[", "]"));

        postLarge(BATCHED, batch).statusCode(202).body("accepted", equalTo(IntakeLimits.BATCH_EVENTS));
    }
}
