package dev.milepost.security.erasure;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of names under a secret key. Who has the hashes but not the key cannot try names. Of one thread. */
final class NameHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String KEY_ID = "milepost: the id of this key";

    private final Mac mac;

    NameHash(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** @param name in lower case */
    String of(String name) {
        return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Tells keys apart without disclosing them. */
    String keyId() {
        return of(KEY_ID).substring(0, 16);
    }
}
