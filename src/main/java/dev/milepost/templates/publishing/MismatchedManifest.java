package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.registry.ManifestKind;
import java.util.List;

/** A manifest whose kind or name differs from the request's path. */
final class MismatchedManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    private MismatchedManifest(Fault fault) {
        super(
                ProblemType.MISPLACED_MANIFEST,
                fault.pointer() + " " + fault.detail(),
                List.of(fault));
    }

    static void require(Manifest manifest, ManifestKind kind, String name) {
        if (ManifestKind.of(manifest) != kind) {
            throw new MismatchedManifest(new Fault(
                    "/kind",
                    "does not match the path. Publish it at "
                            + ManifestKind.of(manifest).path()));
        }
        if (!manifest.name().equals(name)) {
            throw new MismatchedManifest(
                    new Fault("/metadata/name", "is '%s', but the path has '%s'".formatted(manifest.name(), name)));
        }
    }
}
