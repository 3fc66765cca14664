package dev.milepost.platform.expressions;

/**
 * A pattern in which {@code *} matches any number of characters, including none.
 *
 * @param text the pattern as written
 */
public record WildcardPattern(String text) {

    /**
     * Whether the pattern matches a name. Compared from left to right, each star matching as few characters as
     * possible.
     */
    public boolean matches(String name) {
        var parts = text.split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(name);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        var at = parts[0].length();
        for (var i = 1; i < parts.length - 1; i++) {
            var found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        var last = parts[parts.length - 1];
        return name.length() - last.length() >= at && name.endsWith(last);
    }
}
