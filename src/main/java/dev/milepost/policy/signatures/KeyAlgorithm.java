package dev.milepost.policy.signatures;

import dev.milepost.policy.signatures.SignedDocument.Form;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** The algorithms of registered keys, all with SHA-256 or a hash of their own. */
enum KeyAlgorithm {
    ECDSA_P256,
    ED25519,
    RSA_PSS,
    RSA_PKCS1;

    /** The DigestInfo of a SHA-256 in DER, without the hash: RFC 8017, section 9.2, note 1. */
    private static final byte[] SHA_256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    /** Such as {@code ecdsa-p256}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static KeyAlgorithm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The algorithm of an RSA key by the name of its scheme. */
    static Optional<KeyAlgorithm> ofRsa(@Nullable String scheme) {
        if (RSA_PSS.word().equals(scheme)) {
            return Optional.of(RSA_PSS);
        }
        return RSA_PKCS1.word().equals(scheme) ? Optional.of(RSA_PKCS1) : Optional.empty();
    }

    /** Whether a signature is valid. One that is malformed is not. */
    boolean verifies(PublicKey key, Form form, byte[] signed, byte[] signature) {
        try {
            return form == Form.DIGEST ? verifiesDigest(key, signed, signature) : verifiesBytes(key, signed, signature);
        } catch (GeneralSecurityException | ProviderException e) {
            return false;
        }
    }

    private boolean verifiesBytes(PublicKey key, byte[] signed, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance(
                switch (this) {
                    case ECDSA_P256 -> "SHA256withECDSA";
                    case ED25519 -> "Ed25519";
                    case RSA_PSS -> "RSASSA-PSS";
                    case RSA_PKCS1 -> "SHA256withRSA";
                });
        if (this == RSA_PSS) {
            verifier.setParameter(PSS);
        }
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }

    /** Ed25519 needs the bytes themselves, and Java verifies PSS of bytes only. */
    private boolean verifiesDigest(PublicKey key, byte[] digest, byte[] signature) throws GeneralSecurityException {
        return switch (this) {
            case ECDSA_P256 -> {
                var verifier = Signature.getInstance("NONEwithECDSA");
                verifier.initVerify(key);
                verifier.update(digest);
                yield verifier.verify(signature);
            }
            case RSA_PKCS1 -> {
                var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(Cipher.DECRYPT_MODE, key);
                var info = new ByteArrayOutputStream();
                info.writeBytes(SHA_256_INFO);
                info.writeBytes(digest);
                yield MessageDigest.isEqual(cipher.doFinal(signature), info.toByteArray());
            }
            default -> false;
        };
    }
}
