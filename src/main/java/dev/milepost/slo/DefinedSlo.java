package dev.milepost.slo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.objectives.OpenSloDocument;
import dev.milepost.objectives.Slo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * An objective that is counted.
 *
 * @param documents it and all that it refers to
 * @param version 0 where it is the one that the service brings along
 */
record DefinedSlo(Slo slo, List<OpenSloDocument> documents, int version) {

    DefinedSlo {
        documents = List.copyOf(documents);
    }

    String name() {
        return slo.name();
    }

    /** The documents as JSON. */
    String json() {
        var list = JsonNodeFactory.instance.arrayNode();
        documents.forEach(document -> list.add(document.content()));
        return list.toString();
    }

    /** What its counts follow from; another where anything was said otherwise. */
    String digest() {
        return UUID.nameUUIDFromBytes(json().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
