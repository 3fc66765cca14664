package dev.milepost.security.erasure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of erased people, as hashes, with their pseudonyms. Finds the names in texts without having them in plain
 * text: each word of a text is hashed and looked up, and with the next ones as long as these words begin a name.
 */
public final class ErasedNames {

    public static final ErasedNames NONE = new ErasedNames(new byte[] {0}, Set.of());

    private final NameHash hash;
    private final Map<Long, String> pseudonyms = new HashMap<>();
    private final Set<Long> beginnings = new HashSet<>();

    /**
     * @param hashes of its beginnings and of the whole, as by {@link NameHash#of(String)}
     * @param pseudonym what stands for it
     */
    record ErasedName(List<Long> hashes, String pseudonym) {}

    /** A name in a text. */
    private record Found(int end, String pseudonym) {}

    ErasedNames(byte[] key, Collection<ErasedName> names) {
        hash = new NameHash(key);
        for (var name : names) {
            int last = name.hashes().size() - 1;
            pseudonyms.put(name.hashes().get(last), name.pseudonym());
            beginnings.addAll(name.hashes().subList(0, last));
        }
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
        return !isEmpty() && !replaceInPlain(text).equals(text);
    }

    /** Replaces names in a text that is no JSON. Takes linear time. */
    String replaceInPlain(String text) {
        StringBuilder written = null;
        var plain = PersonName.lowerCase(text);
        int copied = 0;
        for (int start = 0; start < plain.length(); ) {
            if (!NameBounds.canStart(plain, start)) {
                start++;
                continue;
            }
            int word = NameBounds.endOfWord(plain, start);
            var found = longestFrom(start, word, plain);
            if (found == null) {
                start = word;
                continue;
            }
            if (written == null) {
                written = new StringBuilder(text.length() + 16);
            }
            written.append(text, copied, start).append(found.pseudonym());
            copied = found.end();
            start = found.end();
        }
        return written == null
                ? text
                : written.append(text, copied, text.length()).toString();
    }

    /** The longest name that begins with a word. */
    private @Nullable Found longestFrom(int start, int endOfWord, String plain) {
        Found longest = null;
        long hashed = hash.of(NameHash.NOTHING, plain.substring(start, endOfWord));
        int end = endOfWord;
        while (true) {
            var pseudonym = pseudonyms.get(hashed);
            if (pseudonym != null && NameBounds.areBounds(plain, start, end)) {
                longest = new Found(end, pseudonym);
            }
            if (end == plain.length() || !beginnings.contains(hashed)) {
                return longest;
            }
            int next = NameBounds.endOfWord(plain, end);
            hashed = hash.of(hashed, plain.substring(end, next));
            end = next;
        }
    }
}
