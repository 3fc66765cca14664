package dev.milepost.slo.openslo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value in a document with its path, which faults refer to. */
record DocumentNode(JsonNode value, ValuePath path) {

    static DocumentNode of(JsonNode value, String pointer) {
        return new DocumentNode(value, ValuePath.at(pointer));
    }

    String pointer() {
        return path.pointer();
    }

    DocumentNode member(String name) {
        return new DocumentNode(value.path(name), path.member(name));
    }

    List<DocumentNode> elements() {
        var elements = new ArrayList<DocumentNode>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(new DocumentNode(value.path(i), path.element(i)));
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

    /** Returns the number as it is written: 0.99 is exactly 0.99, and not the nearest binary fraction. */
    BigDecimal number() {
        return value.isIntegralNumber()
                ? BigDecimal.valueOf(value.longValue())
                : BigDecimal.valueOf(value.doubleValue());
    }
}
