package dev.milepost.policy.waivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for waivers, and what a waiver covers. */
class WaiverRequestTest {

    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private static WaiverRequest read(String json) {
        try {
            return WaiverRequest.read(new ObjectMapper().readTree(json.replace('\'', '"')), NOW, Duration.ofDays(30));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String request(String more) {
        return "{'service_id': 'component:default/payments', 'reason': 'r', 'ticket': 't'%s}".formatted(more);
    }

    @Test
    void readsRequest() {
        var request = read(request(
                ", 'environment': 'Prod', 'artifact': 'registry/x@%s', 'expires_at': '2026-07-10T14:00:00+02:00'"
                        .formatted(DIGEST)));

        assertThat(request)
                .isEqualTo(
                        new WaiverRequest("payments", "prod", DIGEST, "r", "t", Instant.parse("2026-07-10T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            ^^                                                          | /expires_at
            , 'expires_at': 'tomorrow'                                  | /expires_at
            , 'expires_at': '2026-06-10T12:00:00Z'                      | /expires_at
            , 'expires_at': '2026-07-10T12:00:01Z'                      | /expires_at
            , 'expires_at': '2026-06-11T12:00:00Z', 'artifact': 'x:1'   | /artifact
            , 'expires_at': '2026-06-11T12:00:00Z', 'policy': 'p'       | /policy
            """)
    void locatesFaults(String more, String pointer) {
        assertThatThrownBy(() -> read(request(more)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(pointer));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,    -, prod,  -, true
            -,    -, '',    x, true
            prod, -, Prod,  -, true
            prod, -, prod2, -, false
            prod, -, '',    -, false
            -,    x, prod,  x, true
            -,    x, prod,  y, false
            -,    x, prod,  -, false
            """)
    void coversItsScope(
            @Nullable String environment,
            @Nullable String artifact,
            String at,
            @Nullable String digest,
            boolean covered) {
        var waiver = new Waiver(
                UUID.randomUUID(),
                "p",
                "s",
                environment,
                artifact,
                Waiver.State.ACTIVE,
                "r",
                "t",
                "a",
                NOW,
                NOW,
                null,
                null,
                "b",
                NOW,
                null,
                null);

        assertThat(waiver.covers(at, digest)).isEqualTo(covered);
    }
}
