package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document as it was sent: a tree of JSON or YAML, or a text that is XML or lines. */
public final class EvidenceDocument {

    /** The bytes that are looked at to see whether a text is JSON, XML or lines. */
    private static final int LOOKED_AT = 1_000;

    private final byte[] bytes;
    private final Syntax syntax;
    private final @Nullable JsonNode tree;

    private EvidenceDocument(byte[] bytes, Syntax syntax, @Nullable JsonNode tree) {
        this.bytes = bytes;
        this.syntax = syntax;
        this.tree = tree;
    }

    enum Syntax {
        TREE,
        XML,
        LINES
    }

    /**
     * Reads a document within the limits of depth and size. JSON and XML are recognised by their first character. YAML must be
     * named, and so must JSON: memory for its tree is taken while a body arrives, by its content type.
     *
     * @param contentType null for a document within another
     * @throws ProblemException if it cannot be read
     */
    public static EvidenceDocument parse(byte[] bytes, @Nullable String contentType) {
        var start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.UTF_8);
        start = (start.startsWith("\uFEFF") ? start.substring(1) : start).stripLeading();
        if (start.isEmpty()) {
            throw Facts.unreadable("", "The document is empty.");
        }
        var format = DocumentFormat.of(contentType);
        if (format.equals(Optional.of(DocumentFormat.YAML)) && !start.startsWith("{")) {
            return new EvidenceDocument(bytes, Syntax.TREE, tree(bytes, DocumentFormat.YAML));
        }
        return switch (start.charAt(0)) {
            case '<' -> new EvidenceDocument(bytes, Syntax.XML, null);
            case '{', '[' -> {
                checkNamed(contentType);
                yield new EvidenceDocument(bytes, Syntax.TREE, tree(bytes, DocumentFormat.JSON));
            }
            default -> new EvidenceDocument(bytes, Syntax.LINES, null);
        };
    }

    private static void checkNamed(@Nullable String contentType) {
        if (contentType != null && !MediaTypes.essence(contentType).contains("json")) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "The document is JSON. Send it as application/json.");
        }
    }

    /** The tree of JSON or YAML; null if the document is neither. */
    public @Nullable JsonNode tree() {
        return tree;
    }

    byte[] bytes() {
        return bytes;
    }

    Syntax syntax() {
        return syntax;
    }

    /** The first line, to tell formats of lines apart. */
    boolean startsWithAny(String... prefixes) {
        var start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.UTF_8).stripLeading();
        for (var prefix : prefixes) {
            if (start.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode tree(byte[] bytes, DocumentFormat format) {
        try {
            var documents = DocumentReader.readAll(bytes, format, LineNumbers::disabled, 1);
            if (documents.size() != 1) {
                throw Facts.unreadable("", "The text must have exactly one document.");
            }
            return Facts.object(documents.get(0).value(), "");
        } catch (UnreadableDocument e) {
            throw ProblemException.of(ProblemType.UNREADABLE_EVIDENCE, String.valueOf(e.getMessage()), e.faults());
        }
    }
}
