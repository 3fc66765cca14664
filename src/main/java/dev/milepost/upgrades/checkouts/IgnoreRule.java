package dev.milepost.upgrades.checkouts;

import com.google.re2j.Pattern;
import dev.milepost.platform.expressions.PathGlob;
import dev.milepost.platform.expressions.PathGlob.Syntax;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a {@code .gitignore}.
 *
 * @param glob without the slashes around it
 * @param pattern of the glob; null if it has no wildcard
 * @param isForFolders whether it is for folders only
 * @param hasPath whether it is for paths from the folder of its file, else for names beneath
 * @param isNegated whether it makes git keep what another rule ignores
 */
record IgnoreRule(String glob, @Nullable Pattern pattern, boolean isForFolders, boolean hasPath, boolean isNegated) {

    private static final int LONGEST = 256;

    /** Characters that have a meaning in other globs only. */
    private static final String OTHERS = "{}()+@!,|";

    /** What a rule says about a path. */
    enum Verdict {
        NONE,
        IGNORED,
        KEPT
    }

    /** Returns empty for a comment, a blank line, and what is no valid glob. */
    static Optional<IgnoreRule> parse(String line) {
        var text = withoutTrailingSpaces(line);
        if (text.isEmpty() || text.startsWith("#") || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean isNegated = text.startsWith("!");
        var rule = isNegated ? text.substring(1) : text;
        boolean isForFolders = rule.endsWith("/");
        rule = isForFolders ? rule.substring(0, rule.length() - 1) : rule;
        boolean hasPath = rule.indexOf('/') >= 0;
        rule = rule.startsWith("/") ? rule.substring(1) : rule;
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        try {
            var pattern = hasWildcard(rule) ? PathGlob.compile(escaped(rule), Syntax.GLOBBY) : null;
            return Optional.of(new IgnoreRule(rule, pattern, isForFolders, hasPath, isNegated));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A backslash keeps a space at the end. */
    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && (end < 2 || line.charAt(end - 2) != '\\')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean hasWildcard(String rule) {
        return rule.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    private static String escaped(String rule) {
        var escaped = new StringBuilder();
        boolean isInSet = false;
        for (int i = 0; i < rule.length(); i++) {
            char c = rule.charAt(i);
            if (c == '\\' && i + 1 < rule.length()) {
                escaped.append(c).append(rule.charAt(++i));
                continue;
            }
            isInSet = c == '[' ? rule.indexOf(']', i + 1) > 0 : isInSet && c != ']';
            if (!isInSet && OTHERS.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** The work of matching a path: each of its characters may be compared with each of the glob. */
    long work(String path) {
        return pattern == null ? 1 : (1L + glob.length()) * (1L + named(path).length());
    }

    /** @param path from the folder of the rule's file */
    Verdict verdict(String path, boolean isFolder) {
        if (isForFolders && !isFolder) {
            return Verdict.NONE;
        }
        var named = named(path);
        boolean matches = pattern == null ? glob.equals(named) : pattern.matches(named);
        return !matches ? Verdict.NONE : isNegated ? Verdict.KEPT : Verdict.IGNORED;
    }

    private String named(String path) {
        return hasPath ? path : path.substring(path.lastIndexOf('/') + 1);
    }
}
