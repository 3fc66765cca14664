package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Definitions whose faults would take much memory. */
class HostileDefinitionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void refusesALongNameAboveManyFaults() {
        var labels = "{? " + "n".repeat(2_000_000) + " : [" + repeated("{}", 20_000) + "]}";

        var refused = refused(UnreadableDocument.class, labels);

        assertThat(refused.faults()).extracting(Fault::pointer).containsExactly("/metadata/labels");
    }

    @Test
    void keepsPointersShort() {
        var names = ("{? " + "n".repeat(1_000) + " : ").repeat(90);
        var labels = names + "[" + repeated("\"\\0\"", 100_000) + "]" + "}".repeat(90);

        var refused = refused(InvalidOpenSlo.class, labels);

        assertThat(refused)
                .hasMessageContaining("U+0000")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).hasSizeLessThan(20_000));
        assertThat(refused.faults())
                .allSatisfy(fault -> assertThat(fault.pointer()).hasSizeLessThanOrEqualTo(Fault.POINTER_LENGTH + 1));
    }

    private static <T extends ProblemException> T refused(Class<T> type, String labels) {
        var text = """
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: payments, labels: %s}
                spec: {}
                """.formatted(labels).getBytes(StandardCharsets.UTF_8);
        return assertTimeoutPreemptively(
                LIMIT, () -> catchThrowableOfType(type, () -> OpenSloReader.read(text, DocumentFormat.YAML)));
    }

    private static String repeated(String part, int times) {
        return String.join(",", Collections.nCopies(times, part));
    }
}
