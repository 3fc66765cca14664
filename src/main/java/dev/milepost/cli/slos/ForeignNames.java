package dev.milepost.cli.slos;

import dev.milepost.platform.text.Trim;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Names and labels of other tools in the forms that OpenSLO and Milepost have. */
final class ForeignNames {

    private static final int MAX_SLO_NAME = 63;
    private static final int MAX_KEY = 63;
    private static final String GROUP = "group:";

    private ForeignNames() {}

    /** Returns a name that can be a part of a URL: at most 63 lower-case letters, digits and {@code -}. */
    static String slo(String name) {
        var dashed = replaced(name.toLowerCase(Locale.ROOT), ForeignNames::isLowerAlphanumeric);
        return Trim.both(dashed.substring(0, Math.min(dashed.length(), MAX_SLO_NAME)), '-');
    }

    /** Returns the name of a service in OpenSLO: letters, digits, {@code -} and {@code .}. */
    static String service(String name) {
        return Trim.both(Trim.both(replaced(name, c -> isAlphanumeric(c) || c == '.'), '-'), '.');
    }

    /** Returns the ref of a group; empty if the text is not its name or ref. */
    static Optional<String> group(String text) {
        var name = text.regionMatches(true, 0, GROUP, 0, GROUP.length()) ? text.substring(GROUP.length()) : text;
        var slash = name.indexOf('/');
        var isRef = !name.isEmpty()
                && name.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '/')
                && slash == name.lastIndexOf('/')
                && slash != 0
                && slash != name.length() - 1;
        return isRef ? Optional.of(GROUP + (slash < 0 ? "default/" : "") + name) : Optional.empty();
    }

    /** Returns true if OpenSLO allows the key of a label. */
    static boolean isLabelKey(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_KEY
                && isAlphanumeric(key.charAt(0))
                && isAlphanumeric(key.charAt(key.length() - 1))
                && key.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
    }

    /** Replaces each run of other characters by one {@code -}. */
    private static String replaced(String text, IntPredicate kept) {
        var name = new StringBuilder();
        text.chars().forEach(c -> {
            if (kept.test(c)) {
                name.append((char) c);
            } else if (name.length() > 0 && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        });
        return name.toString();
    }

    private static boolean isLowerAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(int c) {
        return isLowerAlphanumeric(c) || c >= 'A' && c <= 'Z';
    }
}
