package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How an answer differs from what was expected of it. What is not expected may be anything. */
public final class Differences {

    private static final double TOLERANCE = 1e-6;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** One line for each difference. Numbers are equal to 1e-6; an expected null must be there and null. */
    public static List<String> between(JsonNode expected, JsonNode actual) {
        var differences = new Differences();
        differences.compare("", expected, actual);
        return differences.found;
    }

    private void compare(String pointer, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            expected.properties()
                    .forEach(member ->
                            compare(pointer + "/" + member.getKey(), member.getValue(), actual.path(member.getKey())));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            IntStream.range(0, expected.size())
                    .forEach(i -> compare(pointer + "/" + i, expected.get(i), actual.get(i)));
        } else if (!same(pointer, expected, actual)) {
            found.add(pointer + ": expected " + expected + " but was "
                    + (actual.isMissingNode() ? "missing" : actual.toString()));
        }
    }

    private static boolean same(String pointer, JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return Math.abs(expected.asDouble() - actual.asDouble()) <= TOLERANCE;
        }
        if (TIME.matcher(expected.asText()).matches()
                && TIME.matcher(actual.asText()).matches()) {
            return Instant.parse(expected.asText()).equals(Instant.parse(actual.asText()));
        }
        // A rule that found nothing need not be named.
        var unnamed = actual.isMissingNode() && pointer.contains("/attribution/");
        return unnamed ? expected.asDouble() == 0 : Objects.equals(expected, actual);
    }
}
