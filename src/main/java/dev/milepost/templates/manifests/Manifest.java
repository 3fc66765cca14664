package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import org.semver4j.Semver;

/** What an author declares of one version of a golden path or a module. */
public sealed interface Manifest permits GoldenPath, TemplateModule {

    Metadata metadata();

    Changelog changelog();

    Parameters parameters();

    /** The whole document as it was written, with the members that have no word of their own here. */
    JsonNode document();

    default String name() {
        return metadata().name();
    }

    default Semver version() {
        return metadata().version();
    }
}
