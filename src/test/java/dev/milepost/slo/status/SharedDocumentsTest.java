package dev.milepost.slo.status;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.openslo.OpenSloDocument;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedDocumentsTest {

    /** 100 KB in a request are 100 MB in a thousand SLOs. */
    @Test
    void limitsTheSizeOfAllSlosOfARequest() {
        var shared = List.of(document(50_000), document(50_000));

        assertThatCode(() -> SloDefinitionService.requireRoom(Collections.nCopies(40, shared)))
                .doesNotThrowAnyException();
        assertProblem(
                        ProblemType.TOO_MANY_SLOS,
                        () -> SloDefinitionService.requireRoom(Collections.nCopies(1_000, shared)))
                .hasMessageStartingWith("The 1000 SLOs would have more than 4194304 bytes");
    }

    private static OpenSloDocument document(int size) {
        return new OpenSloDocument(JsonNodeFactory.instance.objectNode().put("kind", "x".repeat(size)));
    }
}
