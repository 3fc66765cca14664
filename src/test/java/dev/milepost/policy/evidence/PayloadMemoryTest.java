package dev.milepost.policy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.policy.signatures.SignedDocuments;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of payloads in envelopes, whose values are within one text of the body. */
class PayloadMemoryTest {

    private static final String STATEMENT = """
            {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "a", "digest": {"sha256": "%s"}}],
             "predicateType": "%s", "predicate": {"components": [%s]}}
            """;

    private static byte[] envelope(String predicateType, String components) {
        var payload =
                STATEMENT.formatted("a".repeat(64), predicateType, components).getBytes(StandardCharsets.UTF_8);
        return """
                {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": [{"sig": "aaaa"}]}
                """.formatted(Base64.getEncoder().encodeToString(payload)).getBytes(StandardCharsets.UTF_8);
    }

    private static long heap(byte[] body) throws JsonProcessingException {
        var tree = new ObjectMapper().readTree(new String(body, StandardCharsets.UTF_8));
        return EvidenceReading.heap(body, SignedDocuments.find(tree).orElseThrow());
    }

    /** As it is when the body arrives. */
    private static long reserved(byte[] body) {
        var values = JsonHeapUse.ofValue();
        values.add(body);
        return Math.max((long) BodyLimit.EXPANSION * body.length, values.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{}}", "{\"\":{\"\":{\"\":{}}}}", "{}", "{\"\":\"\"}"})
    void isMoreThanThatOfTheBodyForManyValues(String value) throws JsonProcessingException {
        var body = envelope("https://x", (value + ",").repeat(50_000) + value);

        assertThat(heap(body)).isGreaterThan(reserved(body));
    }

    @Test
    void fitsIntoThatOfTheBodyForBillsOfMaterials() throws JsonProcessingException {
        var component = """
                {"type":"library","name":"left-pad","version":"1.3.0","purl":"pkg:npm/left-pad@1.3.0","bom-ref":"a",
                 "licenses":[{"license":{"id":"MIT"}}],"hashes":[{"alg":"SHA-1","content":"%s"}]}
                """.formatted("0".repeat(40));

        for (int count : new int[] {10, 1_000, 10_000}) {
            var body = envelope("https://cyclonedx.org/bom", (component + ",").repeat(count) + component);
            assertThat(heap(body)).isLessThan(reserved(body));
        }
    }
}
