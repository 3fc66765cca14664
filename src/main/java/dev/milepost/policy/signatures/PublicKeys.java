package dev.milepost.policy.signatures;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads public keys in PEM, and the one algorithm that each verifies. */
final class PublicKeys {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MAX_RSA_BITS = 8_192;

    /** Smaller exponents have been attacked, and larger ones make verification slow. */
    private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65_537);

    private PublicKeys() {}

    /** A key that cannot be registered. */
    static final class UnusableKey extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableKey(String message) {
            super(message);
        }
    }

    /** @param pem one public key as X.509 SubjectPublicKeyInfo */
    static PublicKey parse(String pem) throws UnusableKey {
        var text = pem.strip();
        if (text.contains("PRIVATE KEY")) {
            throw new UnusableKey(
                    "is a private key, which nobody else may have: replace that key, and send the public one");
        }
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.indexOf(BEGIN, 1) > 0) {
            throw new UnusableKey("must be one public key in PEM, which begins with " + BEGIN);
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        } catch (IllegalArgumentException e) {
            throw new UnusableKey("must be Base64 between its first and last line");
        }
        for (var type : new String[] {"EC", "Ed25519", "RSA"}) {
            var key = decode(type, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new UnusableKey("must be a key of ECDSA P-256, Ed25519 or RSA");
    }

    private static Optional<PublicKey> decode(String type, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The algorithm of a key. It never depends on what a document says.
     *
     * @param scheme how signatures of an RSA key are made; null if it is not stated
     */
    static KeyAlgorithm algorithm(PublicKey key, @Nullable String scheme) throws UnusableKey {
        if (key instanceof RSAPublicKey rsa) {
            var bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA_BITS
                    || bits > MAX_RSA_BITS
                    || !rsa.getPublicExponent().equals(RSA_EXPONENT)) {
                throw new UnusableKey(
                        "must have %d to %d bits and the exponent 65537".formatted(MIN_RSA_BITS, MAX_RSA_BITS));
            }
            return KeyAlgorithm.ofRsa(scheme)
                    .orElseThrow(() -> new UnusableKey("is of RSA: scheme must be rsa-pss or rsa-pkcs1"));
        } else if (scheme != null) {
            throw new UnusableKey("is not of RSA: leave out scheme");
        } else if (key instanceof ECPublicKey ec && isP256(ec.getParams())) {
            return KeyAlgorithm.ECDSA_P256;
        } else if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
            return KeyAlgorithm.ED25519;
        }
        throw new UnusableKey("must be a key of ECDSA P-256, Ed25519 or RSA");
    }

    private static boolean isP256(ECParameterSpec curve) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var p256 = parameters.getParameterSpec(ECParameterSpec.class);
            return curve.getCurve().equals(p256.getCurve())
                    && curve.getGenerator().equals(p256.getGenerator())
                    && curve.getOrder().equals(p256.getOrder());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }
}
