package dev.milepost.platform.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the correct spelling of an unknown word. */
public final class SpellingSuggestion {

    private static final int MAX_LENGTH = 100;

    private SpellingSuggestion() {}

    /**
     * Returns the closest word by edit distance, ignoring case: at most two edits and fewer than a third of the
     * letters, where two swapped neighbours are one edit. Returns empty if no word is that close or several are equally close.
     */
    public static Optional<String> find(String written, Collection<String> words) {
        var word = written.strip().toLowerCase(Locale.ROOT);
        if (word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String nearest = null;
        int least = Math.min(2, (word.length() - 1) / 3) + 1;
        for (var candidate : words) {
            if (Math.abs(word.length() - candidate.length()) > least) {
                continue;
            }
            int distance = distance(word, candidate.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            } else if (distance == least) {
                nearest = null;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * The edit distance: letters inserted, deleted or substituted, and neighbours swapped (optimal string alignment).
     * Returns {@code most + 1} for every distance beyond {@code most}. Compares only letters whose positions differ by at
     * most {@code most}.
     */
    private static int distance(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        var twoAbove = new int[other.length() + 1];
        var above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        var row = new int[other.length() + 1];
        for (int i = 1; i <= one.length(); i++) {
            int from = Math.max(1, i - most);
            int to = Math.min(other.length(), i + most);
            row[from - 1] = from == 1 ? i : most + 1;
            int nearest = row[from - 1];
            for (int j = from; j <= to; j++) {
                int exchanged = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above[j], row[j - 1]) + 1);
                if (isSwapped(one, i, other, j)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
                nearest = Math.min(nearest, row[j]);
            }
            if (nearest > most) {
                return most + 1;
            }
            if (to < other.length()) {
                row[to + 1] = most + 1;
            }
            var next = twoAbove;
            twoAbove = above;
            above = row;
            row = next;
        }
        return Math.min(above[other.length()], most + 1);
    }

    private static boolean isSwapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
