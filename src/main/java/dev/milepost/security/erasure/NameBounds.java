package dev.milepost.security.erasure;

import java.util.Set;

/**
 * Where a name begins and ends in a text. {@code anna} is not found in {@code joanna}, {@code anna-lena},
 * {@code anna.b@example.com} or {@code group:default/anna}, which are others.
 */
final class NameBounds {

    /** The kinds of entity refs. A login behind one is the name of that entity. */
    private static final Set<String> KINDS =
            Set.of("user", "group", "component", "system", "domain", "api", "resource", "location", "template");

    private NameBounds() {}

    static boolean canStart(String text, int start) {
        return Character.isLetterOrDigit(text.charAt(start)) && !isJoinedBefore(text, start);
    }

    /** The end of the first word that ends after a place. A name ends where a word does. */
    static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && !isWord(text.charAt(end))) {
            end++;
        }
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a character is written onto the letter before it, such as an accent. The selectors after emoji are not. */
    static boolean isMark(char c) {
        int type = Character.getType(c);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
                && (c < '\ufe00' || c > '\ufe0f');
    }

    /** Whether the part from start, where a name can start, to end is not a part of a longer name. */
    static boolean areBounds(String text, int start, int end) {
        if (isJoinedAfter(text, end)) {
            return false;
        }
        return !isBare(text, start, end)
                || !isHostOfAddress(text, end) && !isDomainOfAddress(text, start) && !isNameInRef(text, start);
    }

    private static boolean isJoinedBefore(String text, int start) {
        if (start == 0) {
            return false;
        }
        char before = text.charAt(start - 1);
        return isWord(before) || isJoint(before) && start > 1 && isWord(text.charAt(start - 2));
    }

    private static boolean isJoinedAfter(String text, int end) {
        if (end == text.length()) {
            return false;
        }
        char after = text.charAt(end);
        return isWord(after) || isJoint(after) && end + 1 < text.length() && isWord(text.charAt(end + 1));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || isMark(c);
    }

    private static boolean isJoint(char c) {
        return c == '-' || c == '.' || c == '+';
    }

    /** Whether a part is neither an address nor an entity ref, so that only what surrounds it shows what it names. */
    private static boolean isBare(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '@' || c == ':' || c == '/' || c == '%') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostOfAddress(String text, int end) {
        return end + 1 < text.length() && text.charAt(end) == '@' && isWord(text.charAt(end + 1));
    }

    private static boolean isDomainOfAddress(String text, int start) {
        return start > 1 && text.charAt(start - 1) == '@' && isWord(text.charAt(start - 2));
    }

    /** Whether {@code kind:} or {@code kind:namespace/} is before the part. */
    private static boolean isNameInRef(String text, int start) {
        int end = start - 1;
        if (end > 0 && text.charAt(end) == '/') {
            do {
                end--;
            } while (end > 0 && (isWord(text.charAt(end)) || isJoint(text.charAt(end))));
        }
        if (end <= 0 || text.charAt(end) != ':') {
            return false;
        }
        int begin = end;
        while (begin > 0 && Character.isLetter(text.charAt(begin - 1))) {
            begin--;
        }
        return KINDS.contains(text.substring(begin, end));
    }
}
