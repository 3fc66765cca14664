package dev.milepost.templates.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.documents.LineNumbers;
import dev.milepost.platform.documents.NullCharacterCheck;
import dev.milepost.platform.documents.UnreadableDocument;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads manifests from YAML or JSON and validates them against the schema of their kind and the rules beyond it. */
public final class ManifestReader {

    /** The maximum size of a manifest, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The maximum size of a manifest with all aliases expanded, in bytes. */
    private static final int MAX_EXPANDED_BYTES = 4 << 20;

    /** The memory that reading one manifest takes, with all aliases expanded, in bytes. */
    public static final int MEMORY = 16 << 20;

    private static final ObjectWriter CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build()
            .writer();

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
        if (canonical(document).length > MAX_EXPANDED_BYTES) {
            throw unreadable("With its aliases expanded, the manifest is larger than 4 MiB.");
        }
        var faults = new FaultCollector();
        var schema = Arrays.stream(ManifestSchema.values())
                .filter(known -> known.kind().equals(document.path("kind").textValue()))
                .findFirst();
        if (schema.isEmpty()) {
            faults.add(document.isObject() ? "/kind" : "", "must be a manifest of kind GoldenPath or Module");
            throw faults.problem();
        }
        NullCharacterCheck.check(document, "", faults::add);
        schema.get().validate(document, faults);
        faults.throwAny();
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
        } else if (hasFiles && module.skeleton() == null) {
            faults.add("/spec/skeleton", "is missing, but files were sent. Declare the skeleton, at least as {}");
        } else if (!hasFiles && module.skeleton() != null) {
            faults.add("/spec/skeleton", "is declared, but no files were sent");
        }
        faults.throwAny();
    }

    /**
     * Returns {@code sha256:} and the hash of the content of a manifest and its files. Order and format do not matter.
     */
    public static String digest(Manifest manifest, FileTree files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(canonical(manifest.document()));
            digest.update((byte) '\n');
            digest.update(files.digest().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] canonical(JsonNode document) {
        try {
            return CANONICAL.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The manifest cannot be written as JSON", e);
        }
    }

    private static JsonNode document(byte[] text, DocumentFormat format) {
        if (!isText(text)) {
            throw unreadable("The text is not UTF-8, or it contains the character U+0000.");
        }
        try {
            var documents = DocumentReader.readAll(text, format, LineNumbers::disabled, 1);
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
