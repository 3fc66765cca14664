package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.trees.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address that a version is published at.
 *
 * @param source the address that serves its folder; null if the caller states none
 */
record PublishTarget(
        ManifestKind kind, String name, @Nullable String source) {

    /** Reads a manifest and its files, and checks them against each other and against this address. */
    PublishRequest read(byte[] text, DocumentFormat format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        require(manifest, kind, name);
        ManifestReader.check(manifest, files);
        return new PublishRequest(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }

    /** Throws a problem, {@code misplaced-manifest}, if the kind or the name differs from that of the address. */
    static void require(Manifest manifest, ManifestKind kind, String name) {
        var actual = ManifestKind.of(manifest);
        if (actual != kind) {
            throw misplaced("/kind", "does not match the path. Publish it at " + actual.path());
        }
        if (!manifest.name().equals(name)) {
            throw misplaced("/metadata/name", "is '%s', but the path has '%s'".formatted(manifest.name(), name));
        }
    }

    private static ProblemException misplaced(String pointer, String detail) {
        return ProblemException.of(
                ProblemType.MISPLACED_MANIFEST, pointer + " " + detail, List.of(new Fault(pointer, detail)));
    }

    static ProblemException unsupported(@Nullable String contentType, String supported) {
        return ProblemException.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s is not supported. Send %s."
                        .formatted(contentType == null ? "A body without Content-Type" : contentType, supported));
    }
}
