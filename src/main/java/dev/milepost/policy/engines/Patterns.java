package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A list of texts in a policy in which {@code *} matches any characters. An absent list is empty. */
record Patterns(List<WildcardPattern> all) {

    static Patterns of(JsonNode texts) {
        return new Patterns(texts.valueStream()
                .map(text -> new WildcardPattern(text.asText()))
                .toList());
    }

    /** As {@link #of}, for names whose case does not matter: they must be given in lower case. */
    static Patterns inLowerCase(JsonNode texts) {
        return inLowerCase(texts.valueStream().map(JsonNode::asText).toList());
    }

    static Patterns inLowerCase(List<String> texts) {
        return new Patterns(texts.stream()
                .map(text -> new WildcardPattern(text.toLowerCase(Locale.ROOT)))
                .toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean match(String text) {
        return all.stream().anyMatch(pattern -> pattern.matches(text));
    }

    @Override
    public String toString() {
        return all.stream().map(WildcardPattern::text).collect(Collectors.joining(", "));
    }
}
