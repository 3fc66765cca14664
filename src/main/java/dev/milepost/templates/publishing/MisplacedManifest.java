package dev.milepost.templates.publishing;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.registry.ManifestKind;
import java.util.List;

/** A manifest whose kind or name differs from the request's path. */
final class MisplacedManifest extends ProblemException {

    private static final long serialVersionUID = 1L;

    private MisplacedManifest(Fault fault) {
        super(
                422,
                "misplaced-manifest",
                "The manifest is of something else than the address.",
                fault.pointer() + " " + fault.detail(),
                List.of(fault));
    }

    static void require(Manifest manifest, ManifestKind kind, String name) {
        if (ManifestKind.of(manifest) != kind) {
            throw new MisplacedManifest(new Fault(
                    "/kind",
                    "is to be published at " + ManifestKind.of(manifest).path()));
        }
        if (!manifest.name().equals(name)) {
            throw new MisplacedManifest(
                    new Fault("/metadata/name", "is '%s', and the address says '%s'".formatted(manifest.name(), name)));
        }
    }
}
