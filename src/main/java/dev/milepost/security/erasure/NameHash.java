package dev.milepost.security.erasure;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Keyed hashes of names: SipHash-2-4 under a secret key. Who has the hashes but not the key cannot try names. It is made for
 * short texts, and many times cheaper than an HMAC. It has 64 bits: among ten thousand names, one of 10^15 words of a text is
 * taken for a name by chance.
 */
final class NameHash {

    /** What stands for the words before the first. */
    static final long NOTHING = 0;

    private static final String KEY_OF_NAMES = "milepost: the key of the hashes of names";
    private static final String KEY_ID = "milepost: the id of this key";

    private final HashFunction names;
    private final String keyId;

    /** @param key of any length, from which that of the hashes is derived */
    NameHash(byte[] key) {
        var hmac = Hashing.hmacSha256(key);
        var derived = ByteBuffer.wrap(
                hmac.hashString(KEY_OF_NAMES, StandardCharsets.UTF_8).asBytes());
        names = Hashing.sipHash24(derived.getLong(), derived.getLong());
        keyId = hmac.hashString(KEY_ID, StandardCharsets.UTF_8).toString().substring(0, 16);
    }

    /**
     * The hashes of the first word of a name, of its first two, and so on; the last is that of the whole name.
     *
     * @param name in lower case
     */
    List<Long> of(String name) {
        var hashes = new ArrayList<Long>();
        long last = NOTHING;
        for (int end = 0; end < name.length(); ) {
            int start = end;
            end = NameBounds.endOfWord(name, start);
            last = of(last, name.substring(start, end));
            hashes.add(last);
        }
        return hashes;
    }

    /**
     * The hash of words and the next one.
     *
     * @param words the hash of the words before
     * @param next with what is between
     */
    long of(long words, String next) {
        return names.newHasher().putLong(words).putUnencodedChars(next).hash().asLong();
    }

    /** Tells keys apart without disclosing them. */
    String keyId() {
        return keyId;
    }
}
