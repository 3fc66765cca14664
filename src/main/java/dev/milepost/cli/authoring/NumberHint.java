package dev.milepost.cli.authoring;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.UnreadableDocument;
import java.util.Set;

/** Explains a range or version that YAML reads as a number: {@code range: 1.10} is the number 1.1. */
final class NumberHint {

    private static final Set<String> TEXTS = Set.of("range", "from", "version");

    private NumberHint() {}

    /** Returns the hint; empty if the value at the pointer is not such a number. */
    static String of(byte[] text, DocumentFormat format, String pointer) {
        if (!pointer.startsWith("/") || !TEXTS.contains(JsonPointers.lastToken(pointer))) {
            return "";
        }
        try {
            return DocumentReader.readOne(text, format)
                    .map(document -> document.value().at(pointer))
                    .filter(value -> value.isNumber())
                    .map(value -> "; YAML reads %s as a number: quote it, as \"%s\"".formatted(value, value))
                    .orElse("");
        } catch (UnreadableDocument e) {
            return "";
        }
    }
}
