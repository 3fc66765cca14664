package dev.milepost.policy.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.signatures.EvidenceKeys.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which registered keys verify the documents of a service. */
class EvidenceKeysTest {

    private static final EvidenceKey COSIGN = key("payments", "cosign.pub", null, "payments-*");
    private static final EvidenceKey OTHER = key("other", "dsse-ecdsa.pub", null, "payments-*");
    private static final EvidenceKey OF_ALL = key("all", "dsse-rsa-pss.pub", "rsa-pss", "*");

    @Test
    void verifiesWithTheKeysOfTheService() {
        assertThat(EvidenceKeys.verify(
                        document("cosign-attestation.dsse.json"), "payments-api", List.of(OTHER, COSIGN)))
                .contains(new Signer("payments", "team-payments"));
        assertThat(EvidenceKeys.verify(document("cosign-blob.bundle.json"), "payments-api", List.of(COSIGN)))
                .contains(new Signer("payments", "team-payments"));
        assertThat(EvidenceKeys.verify(document("dsse-rsa-pss.json"), "", List.of(COSIGN, OF_ALL)))
                .contains(new Signer("all", "team-all"));
    }

    @Test
    void verifiesNothingWithoutKeysOfTheService() {
        assertThat(EvidenceKeys.verify(document("cosign-attestation.dsse.json"), "payments-api", List.of()))
                .isEmpty();
        assertThat(EvidenceKeys.verify(document("cosign-attestation.dsse.json"), "orders", List.of(COSIGN)))
                .isEmpty();
        assertThat(EvidenceKeys.verify(document("cosign-attestation.dsse.json"), "", List.of(COSIGN)))
                .isEmpty();
    }

    @Test
    void refusesWhatNoKeyOfTheServiceSigned() {
        assertRefused(List.of(OTHER), "payments-api");
        assertRefused(List.of(OTHER, OF_ALL), "payments-api");
        assertRefused(List.of(COSIGN, OF_ALL), "orders");
    }

    @Test
    void readsRequestsOfKeys() {
        var read = key("a", "dsse-ed25519.pub", null);

        assertThat(read.algorithm()).isEqualTo("ed25519");
        assertThat(read.services()).as("all, unless it names some").containsExactly("*");
        assertThat(read.fingerprint()).startsWith("sha256:");
        assertThat(pointers("A b", "{}")).contains("name", "/public_key");
        assertThat(pointers("a", "{\"public_key\": \"x\"}")).containsExactly("/public_key");
        assertThat(pointers("a", "{\"public_key\": \"x\", \"scheme\": \"none\", \"service\": 1}"))
                .containsExactlyInAnyOrder("/scheme", "/service");
    }

    private static void assertRefused(List<EvidenceKey> keys, String service) {
        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> EvidenceKeys.verify(document("cosign-attestation.dsse.json"), service, keys));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.faults()).extracting(ProblemException.Fault::pointer).containsExactly("/signatures");
    }

    private static EvidenceKey key(String name, String file, @Nullable String scheme, String... services) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("public_key", file(file));
        body.put("identity", "team-" + name);
        if (scheme != null) {
            body.put("scheme", scheme);
        }
        var patterns = body.putArray("services");
        List.of(services).forEach(patterns::add);
        return KeyRequest.read(name, body, "jane", Instant.EPOCH);
    }

    private static List<String> pointers(String name, String body) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> KeyRequest.read(name, new ObjectMapper().readTree(body), "jane", Instant.EPOCH))
                .faults()
                .stream()
                .map(ProblemException.Fault::pointer)
                .toList();
    }

    private static SignedDocument document(String name) {
        try {
            return SignedDocuments.find(new ObjectMapper().readTree(file(name))).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/evidence", name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
