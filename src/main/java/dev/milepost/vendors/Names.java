package dev.milepost.vendors;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Patterns of names, {@code *} standing for any part of one. */
final class Names {

    private final Pattern pattern;

    Names(List<String> patterns) {
        pattern = Pattern.compile(patterns.stream().map(Names::regex).collect(Collectors.joining("|")));
    }

    boolean match(String name) {
        return pattern.matches(name);
    }

    private static String regex(String pattern) {
        return Arrays.stream(pattern.strip().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
