package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.JsonPointers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value in a document and the pointer to it, which is what faults are told by. */
record DocumentNode(JsonNode value, String pointer) {

    DocumentNode member(String name) {
        return new DocumentNode(value.path(name), JsonPointers.of(pointer, name));
    }

    List<DocumentNode> elements() {
        var elements = new ArrayList<DocumentNode>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(new DocumentNode(value.path(i), JsonPointers.of(pointer, Integer.toString(i))));
        }
        return elements;
    }

    boolean exists() {
        return !value.isMissingNode();
    }

    String text() {
        return value.asText("");
    }

    Optional<String> optional() {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** As it is written: 0.99 is 0.99, and not the nearest number that a computer has. */
    BigDecimal number() {
        return value.isIntegralNumber()
                ? BigDecimal.valueOf(value.longValue())
                : BigDecimal.valueOf(value.doubleValue());
    }
}
