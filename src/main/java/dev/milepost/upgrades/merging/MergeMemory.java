package dev.milepost.upgrades.merging;

import dev.milepost.platform.settings.HeapShare;

/**
 * Bounds the memory of merging one file. It depends on the number of lines and values of the texts, of which a short text
 * can have many.
 */
final class MergeMemory {

    private static final long MOST = HeapShare.of(8, 512L << 20);

    private static final int BYTES_OF_CHARACTER = 4;

    /** For a line's own objects, and its places in the collections of a comparison. */
    private static final int BYTES_OF_LINE = 150;

    /** For what a parser makes of a value or key, and what is made of that. */
    private static final int BYTES_OF_VALUE = 600;

    /** The characters of JSON, YAML and XML before or after each value or key. */
    private static final String MARKS = "{[,:<-\n";

    private MergeMemory() {}

    static boolean fitsByLine(String... texts) {
        long bytes = 0;
        for (var text : texts) {
            bytes += (long) BYTES_OF_CHARACTER * text.length();
            for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
                bytes += BYTES_OF_LINE;
            }
        }
        return bytes <= MOST;
    }

    static boolean fitsByKey(ThreeWayTexts texts) {
        // The result is parsed too, and can have the values of all sides.
        long values = 2 * (values(texts.base()) + values(texts.target()) + values(texts.theirs()));
        return values * BYTES_OF_VALUE <= MOST;
    }

    private static long values(String text) {
        return text.chars().filter(c -> MARKS.indexOf(c) >= 0).count();
    }
}
