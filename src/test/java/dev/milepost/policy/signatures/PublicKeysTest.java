package dev.milepost.policy.signatures;

import static dev.milepost.policy.signatures.SignedDocumentsTest.pair;
import static dev.milepost.policy.signatures.SignedDocumentsTest.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.policy.signatures.PublicKeys.UnusableKey;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keys that can be registered. */
class PublicKeysTest {

    private static final KeyPair EC = pair("EC", new ECGenParameterSpec("secp256r1"));
    private static final KeyPair ED = pair("Ed25519", null);
    private static final KeyPair RSA = pair("RSA", null);

    @Test
    void readsKeysOfThreeKindsAndNoOthers() throws UnusableKey {
        assertThat(algorithm(EC.getPublic(), null)).isEqualTo(KeyAlgorithm.ECDSA_P256);
        assertThat(algorithm(ED.getPublic(), null)).isEqualTo(KeyAlgorithm.ED25519);
        assertThat(algorithm(RSA.getPublic(), "rsa-pss")).isEqualTo(KeyAlgorithm.RSA_PSS);
        assertThat(algorithm(RSA.getPublic(), "rsa-pkcs1")).isEqualTo(KeyAlgorithm.RSA_PKCS1);

        assertUnusable(() -> algorithm(RSA.getPublic(), null), "scheme");
        assertUnusable(() -> algorithm(EC.getPublic(), "rsa-pss"), "scheme");
        assertUnusable(
                () -> algorithm(pair("EC", new ECGenParameterSpec("secp384r1")).getPublic(), null), "ECDSA P-256");
        assertUnusable(() -> algorithm(pair("X25519", null).getPublic(), null), "ECDSA P-256");
        assertUnusable(() -> algorithm(pair("Ed448", null).getPublic(), null), "ECDSA P-256");
        assertUnusable(() -> PublicKeys.parse(pem("PRIVATE KEY", EC.getPrivate().getEncoded())), "private key");
        assertUnusable(() -> PublicKeys.parse(pem(EC.getPublic()) + pem(EC.getPublic())), "one public key");
        assertUnusable(() -> PublicKeys.parse("x"), "PEM");
        assertUnusable(() -> PublicKeys.parse(pem("PUBLIC KEY", new byte[] {1, 2, 3})), "ECDSA P-256");
    }

    private static void assertUnusable(ThrowingCallable reading, String reason) {
        assertThat(catchThrowableOfType(UnusableKey.class, reading)).hasMessageContaining(reason);
    }

    private static KeyAlgorithm algorithm(PublicKey key, @Nullable String scheme) throws UnusableKey {
        return PublicKeys.algorithm(PublicKeys.parse(pem(key)), scheme);
    }
}
