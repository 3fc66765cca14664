package dev.milepost.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.entities.Pointer;

/** The texts of a document, which are kept in PostgreSQL, and that has no U+0000. */
final class Texts {

    private static final String NONE = "must not contain the character U+0000";

    private Texts() {}

    static void judge(JsonNode value, String at, Faults faults) {
        if (value.isTextual() && value.textValue().indexOf('\0') >= 0) {
            faults.add(at, NONE);
        }
        for (var member : value.properties()) {
            if (member.getKey().indexOf('\0') >= 0) {
                faults.add(at, "has a member whose name " + NONE);
            }
            judge(member.getValue(), Pointer.of(at, member.getKey()), faults);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                judge(value.get(i), at + "/" + i, faults);
            }
        }
    }
}
