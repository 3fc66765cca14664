package dev.milepost.policy.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.policy.formats.EvidenceFormats;
import dev.milepost.policy.signatures.PublicKeys.UnusableKey;
import dev.milepost.policy.signatures.SignedDocument.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures by each algorithm, and what must not pass for one. */
class SignedDocumentsTest {

    private static final String TYPE = "application/vnd.in-toto+json";
    private static final byte[] PAYLOAD = "{\"_type\": \"x\"}".getBytes(StandardCharsets.UTF_8);

    private static final KeyPair EC = pair("EC", new ECGenParameterSpec("secp256r1"));
    private static final KeyPair ED = pair("Ed25519", null);
    private static final KeyPair RSA = pair("RSA", null);

    private record Signing(KeyAlgorithm algorithm, KeyPair pair, String name) {

        byte[] sign(byte[] signed) {
            try {
                var signature = Signature.getInstance(name);
                if (algorithm == KeyAlgorithm.RSA_PSS) {
                    signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                }
                signature.initSign(pair.getPrivate());
                signature.update(signed);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final List<Signing> SIGNINGS = List.of(
            new Signing(KeyAlgorithm.ECDSA_P256, EC, "SHA256withECDSA"),
            new Signing(KeyAlgorithm.ED25519, ED, "Ed25519"),
            new Signing(KeyAlgorithm.RSA_PSS, RSA, "RSASSA-PSS"),
            new Signing(KeyAlgorithm.RSA_PKCS1, RSA, "SHA256withRSA"));

    static Stream<Signing> signings() {
        return SIGNINGS.stream();
    }

    @ParameterizedTest
    @MethodSource("signings")
    void verifiesEnvelopes(Signing signing) {
        var signature = signing.sign(SignedDocuments.preAuthenticationEncoding(TYPE, PAYLOAD));
        var envelope = find(envelope(TYPE, PAYLOAD, signature));

        assertThat(envelope.payload()).isEqualTo(PAYLOAD);
        assertThat(verifies(signing, envelope)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("signings")
    void verifiesNothingElse(Signing signing) {
        var signature = signing.sign(SignedDocuments.preAuthenticationEncoding(TYPE, PAYLOAD));
        var changed = PAYLOAD.clone();
        changed[5] ^= 1;
        var cut = Arrays.copyOf(signature, signature.length - 1);

        assertThat(verifies(signing, find(envelope(TYPE, changed, signature))))
                .as("another payload")
                .isFalse();
        assertThat(verifies(signing, find(envelope(TYPE, PAYLOAD, cut))))
                .as("half a signature")
                .isFalse();
        assertThat(verifies(signing, find(envelope(TYPE, PAYLOAD, new byte[64]))))
                .as("zeros")
                .isFalse();
        assertThat(verifies(signing, find(envelope(TYPE, PAYLOAD, signing.sign(PAYLOAD)))))
                .as("the payload without its type")
                .isFalse();
        assertThat(verifies(
                        signing,
                        find(envelope(
                                TYPE,
                                PAYLOAD,
                                signing.sign(SignedDocuments.preAuthenticationEncoding("text/plain", PAYLOAD))))))
                .as("another type")
                .isFalse();
    }

    /** A key of RSA for one scheme does not verify the other, and a key of one kind not the signatures of another. */
    @Test
    void confusesNoAlgorithms() {
        var bytes = SignedDocuments.preAuthenticationEncoding(TYPE, PAYLOAD);
        for (var signer : SIGNINGS) {
            var envelope = find(envelope(TYPE, PAYLOAD, signer.sign(bytes)));
            assertThat(SIGNINGS.stream().filter(verifier -> verifies(verifier, envelope)))
                    .as(signer.name())
                    .containsExactly(signer);
        }
    }

    /** Envelopes that another implementation signed; see {@code src/test/resources/evidence/README.md}. */
    @ParameterizedTest
    @CsvSource({"ecdsa, ", "ed25519, ", "rsa-pss, rsa-pss"})
    void verifiesEnvelopesOfSecuresystemslib(String name, @Nullable String scheme) throws IOException, UnusableKey {
        var key = PublicKeys.parse(file("dsse-%s.pub".formatted(name)));
        var algorithm = PublicKeys.algorithm(key, scheme);
        var envelope = find(file("dsse-%s.json".formatted(name)));

        assertThat(envelope.signatures())
                .hasSize(1)
                .allMatch(signature -> algorithm.verifies(key, envelope.form(), envelope.signed(), signature));
        assertThat(EvidenceFormats.readStatement(Objects.requireNonNull(envelope.payload()))
                        .commitSha())
                .isEqualTo("9fceb02d0ae598e95dc970b74767f19372d61af8");
    }

    /** What cosign signs with a key. */
    @ParameterizedTest
    @CsvSource({
        "cosign-attestation.dsse.json, DSSE",
        "cosign-attestation.bundle.json, DSSE",
        "cosign-blob.bundle.json, DIGEST"
    })
    void verifiesDocumentsOfCosign(String name, Form form) throws IOException, UnusableKey {
        var key = PublicKeys.parse(file("cosign.pub"));
        var document = find(file(name));
        var signature = document.signatures().get(0);
        var changed = document.signed().clone();
        changed[changed.length - 1] ^= 1;

        assertThat(document.form()).isEqualTo(form);
        assertThat(KeyAlgorithm.ECDSA_P256.verifies(key, form, document.signed(), signature))
                .isTrue();
        assertThat(KeyAlgorithm.ECDSA_P256.verifies(key, form, changed, signature))
                .isFalse();
        assertThat(KeyAlgorithm.ECDSA_P256.verifies(EC.getPublic(), form, document.signed(), signature))
                .isFalse();
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/evidence", name));
    }

    @Test
    void verifiesBundlesOfKeys() throws GeneralSecurityException {
        var artifact = "an artifact".getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(artifact);
        for (var signing : SIGNINGS) {
            var bundle = find("""
                    {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
                     "verificationMaterial": {"publicKey": {"hint": "x"}},
                     "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "%s"}, "signature": "%s"}}
                    """.formatted(base64(digest), base64(signing.sign(artifact))));

            assertThat(bundle.form()).isEqualTo(Form.DIGEST);
            assertThat(verifies(signing, bundle))
                    .as(signing.name())
                    .isEqualTo(signing.algorithm() == KeyAlgorithm.ECDSA_P256
                            || signing.algorithm() == KeyAlgorithm.RSA_PKCS1);
        }
    }

    @Test
    void verifiesSignaturesOfCosign() {
        var signing = SIGNINGS.get(0);
        var payload = "{\"critical\": {}}".getBytes(StandardCharsets.UTF_8);
        var document = find("{\"Base64Signature\": \"%s\", \"Payload\": \"%s\", \"Cert\": null}"
                .formatted(base64(signing.sign(payload)), base64(payload)));

        assertThat(verifies(signing, document)).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "{\"payloadType\": \"text/plain\", \"payload\": \"eA==\", \"signatures\": [{\"sig\": \"eA==\"}]}",
                        "/payloadType"),
                Arguments.of(
                        "{\"payloadType\": \"%s\", \"signatures\": [{\"sig\": \"eA==\"}]}".formatted(TYPE), "/payload"),
                Arguments.of(
                        "{\"payloadType\": \"%s\", \"payload\": \"eA==\", \"signatures\": []}".formatted(TYPE),
                        "/signatures"),
                Arguments.of(
                        "{\"payloadType\": \"%s\", \"payload\": \"eA==\", \"signatures\": [{}]}".formatted(TYPE),
                        "/signatures/0/sig"),
                Arguments.of(
                        "{\"payloadType\": \"%s\", \"payload\": \"e!A=\", \"signatures\": [{\"sig\": \"eA==\"}]}"
                                .formatted(TYPE),
                        "/payload"),
                Arguments.of(
                        "{\"payloadType\": \"%s\", \"payload\": \"eA==\", \"signatures\": [%s]}"
                                .formatted(TYPE, "{\"sig\": \"eA==\"},".repeat(50) + "{\"sig\": \"eA==\"}"),
                        "/signatures"),
                Arguments.of(
                        "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"verificationMaterial\": {\"certificate\": {}}}",
                        "/verificationMaterial/certificate"),
                Arguments.of("{\"Base64Signature\": \"eA==\", \"Payload\": \"eA==\", \"Cert\": {}}", "/Cert"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithPointer(String document, String pointer) {
        var problem = catchThrowableOfType(ProblemException.class, () -> find(document));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.faults()).extracting(ProblemException.Fault::pointer).containsExactly(pointer);
    }

    static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    static String pem(String type, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(encoded), type);
    }

    private static boolean verifies(Signing signing, SignedDocument document) {
        return document.signatures().stream()
                .anyMatch(signature -> signing.algorithm()
                        .verifies(signing.pair().getPublic(), document.form(), document.signed(), signature));
    }

    private static String envelope(String type, byte[] payload, byte[] signature) {
        return "{\"payloadType\": \"%s\", \"payload\": \"%s\", \"signatures\": [{\"keyid\": \"\", \"sig\": \"%s\"}]}"
                .formatted(type, base64(payload), base64(signature));
    }

    private static SignedDocument find(String document) {
        return SignedDocuments.find(tree(document)).orElseThrow();
    }

    private static JsonNode tree(String document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static KeyPair pair(String algorithm, @Nullable AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (parameters != null) {
                generator.initialize(parameters);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
