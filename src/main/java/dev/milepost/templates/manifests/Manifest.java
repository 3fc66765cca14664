package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import org.semver4j.Semver;

/** An author's declaration of one version of a golden path or a module. */
public sealed interface Manifest permits GoldenPath, ModuleManifest {

    Metadata metadata();

    Changelog changelog();

    Parameters parameters();

    /** Returns the whole document as written, including members without an accessor here. */
    JsonNode document();

    default String name() {
        return metadata().name();
    }

    default Semver version() {
        return metadata().version();
    }
}
