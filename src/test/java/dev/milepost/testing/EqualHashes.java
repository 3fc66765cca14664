package dev.milepost.testing;

import java.util.List;
import java.util.stream.IntStream;

/** Different texts with the same hash code. */
public final class EqualHashes {

    /** Two texts with the hash code 3117. Texts that are put together from them in any order have equal hash codes too. */
    private static final List<String> PARTS = List.of("an", "c0");

    private static final int LENGTH = 17;

    private EqualHashes() {}

    /** Up to 131,072 texts of 34 lower-case letters and digits. */
    public static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(EqualHashes::text).toList();
    }

    private static String text(int number) {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(PARTS.get(number >> i & 1));
        }
        return text.toString();
    }
}
