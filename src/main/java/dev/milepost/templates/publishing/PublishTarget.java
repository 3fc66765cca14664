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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a version is published, as the request states it.
 *
 * @param source the address of the folder with the manifest, which Backstage can read; null if the caller states none
 */
record PublishTarget(
        ManifestKind kind, String name, @Nullable String source) {

    private static final int MAX_SOURCE_LENGTH = 2_048;

    PublishTarget {
        if (source != null && !isWebAddress(source)) {
            var detail = "must be the https address of the manifest's folder, without user information";
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "source " + detail, List.of(new Fault("source", detail)));
        }
    }

    /** Reads a manifest and its files, and checks them against each other and against this target. */
    PublishRequest read(byte[] text, DocumentFormat format, FileTree files) {
        var manifest = ManifestReader.read(text, format);
        requireKind(kind, manifest);
        if (!manifest.name().equals(name)) {
            throw misplaced("/metadata/name", "is '%s', but the path has '%s'".formatted(manifest.name(), name));
        }
        ManifestReader.check(manifest, files);
        return new PublishRequest(manifest, new String(text, StandardCharsets.UTF_8), format, files, source);
    }

    /** Throws a problem, {@code misplaced-manifest}, for a manifest of another kind. */
    static void requireKind(ManifestKind kind, Manifest manifest) {
        var actual = ManifestKind.of(manifest);
        if (actual != kind) {
            throw misplaced("/kind", "does not match the path. Publish it at " + actual.path());
        }
    }

    private static ProblemException misplaced(String pointer, String detail) {
        return ProblemException.of(
                ProblemType.MISPLACED_MANIFEST, pointer + " " + detail, List.of(new Fault(pointer, detail)));
    }

    private static boolean isWebAddress(String source) {
        try {
            var address = new URI(source);
            var scheme = String.valueOf(address.getScheme());
            return (scheme.equals("https") || scheme.equals("http"))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && source.length() <= MAX_SOURCE_LENGTH;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
