package dev.milepost.policy.engines;

import dev.milepost.platform.text.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/**
 * A licence expression of SPDX 2.3 (annex D): names joined by {@code AND} and {@code OR} with parentheses. With {@code OR}
 * the licensee chooses, so one acceptable licence is enough.
 */
final class LicenceExpression {

    private static final int MAX_DEPTH = 50;

    /** What follows {@code or} in a text such as {@code AGPL-3.0 or later}, which is no choice between two licences. */
    private static final Set<String> NO_NAMES = Set.of("later", "newer", "any");

    private final List<String> words;
    private final Predicate<String> acceptable;
    private int at;

    private LicenceExpression(List<String> words, Predicate<String> acceptable) {
        this.words = words;
        this.acceptable = acceptable;
    }

    /** Whether an expression is acceptable. A text that is no expression is one name. */
    static boolean isAcceptable(String expression, Predicate<String> acceptable) {
        var words = new ArrayList<String>();
        var tokens = new StringTokenizer(expression, " ()", true);
        while (tokens.hasMoreTokens()) {
            var token = tokens.nextToken();
            if (!token.equals(" ")) {
                words.add(token);
            }
        }
        var parsed = new LicenceExpression(words, acceptable);
        try {
            var result = parsed.alternatives(0);
            return parsed.at == words.size() ? result : acceptable.test(expression);
        } catch (IllegalArgumentException e) {
            return acceptable.test(expression);
        }
    }

    private boolean alternatives(int depth) {
        var result = all(depth);
        while (isNext("OR")) {
            at++;
            result |= all(depth);
        }
        return result;
    }

    private boolean all(int depth) {
        var result = one(depth);
        while (isNext("AND")) {
            at++;
            result &= one(depth);
        }
        return result;
    }

    private boolean one(int depth) {
        if (isNext("(")) {
            if (depth >= MAX_DEPTH) {
                throw new IllegalArgumentException("nested too deeply");
            }
            at++;
            var result = alternatives(depth + 1);
            if (!isNext(")")) {
                throw new IllegalArgumentException("a parenthesis is not closed");
            }
            at++;
            return result;
        }
        if (at >= words.size() || isNext(")") || isNext("AND") || isNext("OR") || isNext("WITH")) {
            throw new IllegalArgumentException("a name is missing");
        }
        var name = new StringBuilder(words.get(at++));
        if (NO_NAMES.contains(Trim.trailing(name.toString(), ',').toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a word is no name");
        }
        if (isNext("WITH") && at + 1 < words.size()) {
            name.append(" WITH ").append(words.get(at + 1));
            at += 2;
        }
        return acceptable.test(name.toString());
    }

    private boolean isNext(String word) {
        return at < words.size() && words.get(at).toUpperCase(Locale.ROOT).equals(word);
    }
}
