package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.CanonicalJson;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Sha256;
import dev.milepost.templates.trees.FileTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads manifests from YAML or JSON and validates them against the schema of their kind and the rules beyond it. */
public final class ManifestReader {

    /** The maximum size of a manifest, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The maximum size of a manifest with all aliases expanded, in bytes. */
    private static final int MAX_EXPANDED_BYTES = 4 << 20;

    /**
     * The limit of all characters of a manifest, to which each value adds 64: more than 60,000 values. So a manifest takes
     * no more memory than {@link #MEMORY}, whatever its text is.
     */
    static final int MAX_CHARACTERS = 4 << 20;

    /** The memory that reading one manifest takes, with all aliases expanded, in bytes. */
    public static final int MEMORY = 16 << 20;

    private ManifestReader() {}

    /**
     * Reads one manifest.
     *
     * @throws ProblemException if the text is not valid YAML or JSON, or the document is not a valid manifest
     */
    public static Manifest read(byte[] text, DocumentFormat format) {
        if (text.length > MAX_BYTES) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE, "A manifest may have at most " + MAX_BYTES + " bytes (1 MiB).");
        }
        var document = document(text, format);
        if (CanonicalJson.bytes(document).length > MAX_EXPANDED_BYTES) {
            throw unreadable("With its aliases expanded, the manifest is larger than 4 MiB.");
        }
        var faults = new FaultCollector();
        var schema = Arrays.stream(ManifestSchema.values())
                .filter(known -> known.kind().equals(document.path("kind").textValue()))
                .findFirst();
        if (schema.isEmpty()) {
            faults.add(document.isObject() ? "/kind" : "", "must be a manifest of kind GoldenPath or Module");
            throw faults.problem(ProblemType.INVALID_MANIFEST);
        }
        NullCharacterCheck.check(document, "", faults::add);
        schema.get().validate(document, faults);
        faults.throwAny(ProblemType.INVALID_MANIFEST);
        return schema.get() == ManifestSchema.MODULE
                ? ModuleReader.read(document, faults)
                : GoldenPathReader.read(document, faults);
    }

    /**
     * Checks a manifest against the files that were sent with it.
     *
     * @throws ProblemException if there are files that it does not declare, or if it declares files that are missing
     */
    public static void check(Manifest manifest, FileTree files) {
        var hasFiles = !files.files().isEmpty();
        var faults = new FaultCollector();
        if (!(manifest instanceof ModuleManifest module)) {
            if (hasFiles) {
                faults.add("/kind", "is GoldenPath, but files were sent. Only modules have files");
            }
        } else if (hasFiles && module.skeleton() == null && !module.complete()) {
            faults.add("/spec/skeleton", "is missing, but files were sent. Declare the skeleton, at least as {}");
        } else if (!hasFiles && module.skeleton() != null) {
            faults.add("/spec/skeleton", "is declared, but no files were sent");
        }
        faults.throwAny(ProblemType.INVALID_MANIFEST);
    }

    /**
     * Returns {@code sha256:} and the hash of the content of a manifest and its files. Order and format do not matter.
     */
    public static String digest(Manifest manifest, FileTree files) {
        var digest = Sha256.start();
        digest.update(CanonicalJson.bytes(manifest.document()));
        digest.update((byte) '\n');
        digest.update(files.digest().getBytes(StandardCharsets.UTF_8));
        return Sha256.label(digest.digest());
    }

    private static JsonNode document(byte[] text, DocumentFormat format) {
        if (!isText(text)) {
            throw unreadable("The text is not UTF-8, or it contains the character U+0000.");
        }
        try {
            var documents = DocumentReader.readAll(text, format, LineNumbers::disabled, 1, MAX_CHARACTERS);
            if (documents.size() != 1) {
                throw unreadable("The text must contain exactly one document.");
            }
            return documents.get(0).value();
        } catch (UnreadableDocument e) {
            throw ProblemException.of(ProblemType.UNREADABLE_MANIFEST, String.valueOf(e.getMessage()), e.faults());
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static ProblemException unreadable(String detail) {
        return ProblemException.of(ProblemType.UNREADABLE_MANIFEST, detail, "");
    }
}
