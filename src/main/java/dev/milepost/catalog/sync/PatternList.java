package dev.milepost.catalog.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The patterns in the value of an annotation, separated by commas that are not within braces. */
final class PatternList {

    /** The schema of annotations allows no more. A longer value is ignored, since the catalog does not check it. */
    private static final int MOST_CHARACTERS = 4096;

    private PatternList() {}

    static List<String> of(Optional<String> annotation) {
        var text = annotation.filter(value -> value.length() <= MOST_CHARACTERS).orElse("");
        var patterns = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth = Math.max(0, depth - 1);
            }
            if (i == text.length() || c == ',' && depth == 0) {
                patterns.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        patterns.removeIf(String::isEmpty);
        return patterns;
    }
}
