package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How a thing stands, as far as a change touches it: bounded, whatever the change was made of. */
public final class AuditState {

    static final int MAX_TEXT_LENGTH = 2_000;
    static final int MAX_LIST_LENGTH = 50;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /** A member, as its text; one that is null is left out. */
    public AuditState with(String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, cut(value.toString()));
        }
        return this;
    }

    public AuditState with(String name, long value) {
        json.put(name, value);
        return this;
    }

    /** The first of a list; how long it is says a number beside it where those are not all. */
    public AuditState with(String name, Collection<String> values) {
        var list = json.putArray(name);
        values.stream().limit(MAX_LIST_LENGTH).map(AuditState::cut).forEach(list::add);
        if (values.size() > MAX_LIST_LENGTH) {
            json.put(name + "_count", values.size());
        }
        return this;
    }

    public JsonNode json() {
        return json;
    }

    private static String cut(String text) {
        // PostgreSQL keeps every character but this one.
        var storable = text.replace('\0', ' ');
        if (storable.length() <= MAX_TEXT_LENGTH) {
            return storable;
        }
        int end = MAX_TEXT_LENGTH - 1;
        return storable.substring(0, Character.isHighSurrogate(storable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
