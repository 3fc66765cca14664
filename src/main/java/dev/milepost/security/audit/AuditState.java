package dev.milepost.security.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The state of an object in an audit entry, reduced to the changed members and limited in size. */
public final class AuditState {

    static final int MAX_TEXT_LENGTH = 2_000;
    static final int MAX_LIST_LENGTH = 50;

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /** Adds a member as a string. A null value is omitted. */
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

    /**
     * Adds the first {@link #MAX_LIST_LENGTH} elements of a list. If there are more, a member {@code name_count}
     * contains the length.
     */
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
        // PostgreSQL cannot store U+0000.
        var storable = text.replace('\0', ' ');
        if (storable.length() <= MAX_TEXT_LENGTH) {
            return storable;
        }
        int end = MAX_TEXT_LENGTH - 1;
        return storable.substring(0, Character.isHighSurrogate(storable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
