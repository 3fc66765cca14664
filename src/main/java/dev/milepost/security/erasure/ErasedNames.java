package dev.milepost.security.erasure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of erased people, as hashes, with their pseudonyms. Finds the names in texts without having them in plain
 * text: each part of a text that begins and ends where a name can and has the length of one is hashed and looked up.
 */
public final class ErasedNames {

    public static final ErasedNames NONE = new ErasedNames(new byte[] {0}, Set.of());

    private final byte[] key;
    private final TreeMap<String, String> pseudonyms = new TreeMap<>();
    private final int[] lengths;

    /**
     * @param hash of the name in lower case
     * @param length of the name in characters
     * @param pseudonym what stands for it
     */
    record ErasedName(String hash, int length, String pseudonym) {}

    ErasedNames(byte[] key, Collection<ErasedName> names) {
        this.key = key.clone();
        var distinct = new TreeSet<Integer>(Comparator.reverseOrder());
        for (var name : names) {
            pseudonyms.put(name.hash(), name.pseudonym());
            distinct.add(name.length());
        }
        lengths = distinct.stream().mapToInt(Integer::intValue).toArray();
    }

    public boolean isEmpty() {
        return pseudonyms.isEmpty();
    }

    int size() {
        return pseudonyms.size();
    }

    /**
     * Returns the text with pseudonyms for names; the same instance if it has none. In JSON, names are replaced in texts
     * and in the names of members, whatever their escapes, except in identifiers of events. All other bytes stay.
     */
    public String replaceIn(String text) {
        return isEmpty() ? text : new ErasedText(this).replaceIn(text);
    }

    /** As {@link #replaceIn(String)}. Bytes that are not UTF-8 are returned as they are. */
    public byte[] replaceIn(byte[] bytes) {
        if (isEmpty() || bytes.length == 0) {
            return bytes;
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var replaced = replaceIn(text);
            return replaced.equals(text) ? bytes : replaced.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }

    /** Whether a name is in bytes that are texts among others, such as an archive. */
    public boolean areIn(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return !isEmpty() && !replaceInPlain(text, hash()).equals(text);
    }

    /** Replaces names in a text that is no JSON. */
    String replaceInPlain(String text, NameHash hash) {
        StringBuilder written = null;
        var plain = PersonName.lowerCase(text);
        int copied = 0;
        for (int start = 0; start < plain.length(); ) {
            int end = NameBounds.canStart(plain, start) ? endOfName(plain, start, hash) : -1;
            if (end < 0) {
                start++;
                continue;
            }
            if (written == null) {
                written = new StringBuilder(text.length() + 16);
            }
            written.append(text, copied, start).append(pseudonyms.get(hash.of(plain.substring(start, end))));
            copied = end;
            start = end;
        }
        return written == null
                ? text
                : written.append(text, copied, text.length()).toString();
    }

    private int endOfName(String plain, int start, NameHash hash) {
        for (int length : lengths) {
            int end = start + length;
            if (end <= plain.length()
                    && NameBounds.areBounds(plain, start, end)
                    && pseudonyms.containsKey(hash.of(plain.substring(start, end)))) {
                return end;
            }
        }
        return -1;
    }

    NameHash hash() {
        return new NameHash(key);
    }
}
