package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Validates the JSON of events of all types. A value that cannot be stored and read back as it is would give an event
 * other results later than at first.
 */
final class DataRules {

    /** What is stored adds levels of its own, and Jackson writes at most 1,000. */
    private static final int DEPTH = 100;

    private DataRules() {}

    /** Adds the first fault. */
    static void check(JsonNode data, List<Fault> faults) {
        // Almost all data has no fault, and only a fault needs the path to its value.
        if (!isStorable(data, DEPTH)) {
            find(data, ValuePath.at("/data"), DEPTH).ifPresent(faults::add);
        }
    }

    private static boolean isStorable(JsonNode value, int levels) {
        return switch (value.getNodeType()) {
            case STRING -> isStorable(value.textValue());
            case NUMBER -> !value.isFloatingPointNumber() || Double.isFinite(value.doubleValue());
            case ARRAY -> {
                boolean storable = levels > 0;
                for (int i = 0; storable && i < value.size(); i++) {
                    storable = isStorable(value.get(i), levels - 1);
                }
                yield storable;
            }
            case OBJECT -> {
                boolean storable = levels > 0;
                // The parser refuses half of a pair in a name.
                for (var members = value.iterator(); storable && members.hasNext(); ) {
                    storable = isStorable(members.next(), levels - 1);
                }
                yield storable;
            }
            default -> true;
        };
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static Optional<Fault> find(JsonNode value, ValuePath at, int levels) {
        if (value.isTextual() && !isStorable(value.textValue())) {
            return Optional.of(new Fault(at.pointer(), "must not contain half of a surrogate pair"));
        }
        if (value.isNumber() && !isStorable(value, levels)) {
            return Optional.of(new Fault(at.pointer(), "must be a number that a double can hold"));
        }
        if (levels == 0 && value.isContainerNode()) {
            return Optional.of(new Fault(at.pointer(), "must not be nested more than " + DEPTH + " levels deep"));
        }
        for (var member : value.properties()) {
            var fault = find(member.getValue(), at.member(member.getKey()), levels - 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            var fault = find(value.get(i), at.element(i), levels - 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }
}
