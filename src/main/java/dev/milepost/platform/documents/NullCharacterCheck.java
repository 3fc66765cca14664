package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Finds U+0000 in the strings of a document, because PostgreSQL cannot store it. */
public final class NullCharacterCheck {

    private static final String NONE = "must not contain the character U+0000";

    private NullCharacterCheck() {}

    /** @param fault receives the pointer to each string with U+0000, and the error message */
    public static void check(JsonNode value, String at, BiConsumer<String, String> fault) {
        check(value, ValuePath.at(at), fault);
    }

    private static void check(JsonNode value, ValuePath at, BiConsumer<String, String> fault) {
        if (value.isTextual() && value.textValue().indexOf('\0') >= 0) {
            fault.accept(at.pointer(), NONE);
        }
        for (var member : value.properties()) {
            if (member.getKey().indexOf('\0') >= 0) {
                fault.accept(at.pointer(), "has a field whose name " + NONE);
            }
            check(member.getValue(), at.member(member.getKey()), fault);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), at.element(i), fault);
            }
        }
    }
}
