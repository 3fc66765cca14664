package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A value of another tool's definition. The document remembers which of its values were read. */
final class SourceNode {

    private final JsonNode value;
    private final String pointer;
    private final Set<String> read;

    private SourceNode(JsonNode value, String pointer, Set<String> read) {
        this.value = value;
        this.pointer = pointer;
        this.read = read;
    }

    static SourceNode of(JsonNode document) {
        return new SourceNode(document, "", new TreeSet<>());
    }

    String pointer() {
        return pointer;
    }

    boolean exists() {
        return !value.isMissingNode() && !value.isNull();
    }

    SourceNode member(String name) {
        return new SourceNode(value.path(name), JsonPointers.of(pointer, name), read);
    }

    List<String> names() {
        var names = new ArrayList<String>();
        value.fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<SourceNode> elements() {
        var elements = new ArrayList<SourceNode>();
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            elements.add(new SourceNode(value.path(i), JsonPointers.of(pointer, Integer.toString(i)), read));
        }
        return elements;
    }

    /** Returns the value of a text, a number or a boolean; empty for any other value. */
    Optional<String> text() {
        return text(any -> true);
    }

    /** Returns the value if it meets a condition. Otherwise it counts as not read. */
    Optional<String> text(Predicate<String> condition) {
        if (!value.isValueNode() || !exists() || !condition.test(value.asText())) {
            return Optional.empty();
        }
        read.add(pointer);
        return Optional.of(value.asText());
    }

    /** Returns a boolean. */
    boolean flag(boolean otherwise) {
        return text().map(Boolean::parseBoolean).orElse(otherwise);
    }

    /** Returns a number, also one in quotes; empty for any other value. */
    Optional<BigDecimal> number() {
        try {
            return text().map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Marks the whole value as read, because the document that is written does not need it. */
    void markRead() {
        read.add(pointer);
    }

    /** Returns the pointers of the values that were not read: those as high up as nothing below them was read. */
    List<String> unread() {
        if (!exists() || read.contains(pointer)) {
            return List.of();
        }
        if (!isReadBelow()) {
            return List.of(pointer);
        }
        var unread = new ArrayList<String>();
        names().forEach(name -> unread.addAll(member(name).unread()));
        elements().forEach(element -> unread.addAll(element.unread()));
        return unread;
    }

    private boolean isReadBelow() {
        return read.stream().anyMatch(other -> other.startsWith(pointer + "/"));
    }
}
