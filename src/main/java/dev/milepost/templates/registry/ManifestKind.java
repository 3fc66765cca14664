package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.TemplateModule;
import java.util.Locale;

/** What there are versions of; names are unique within one. */
public enum ManifestKind {
    GOLDEN_PATH("template"),
    MODULE("module");

    private final String noun;

    ManifestKind(String noun) {
        this.noun = noun;
    }

    public static ManifestKind of(Manifest manifest) {
        return manifest instanceof TemplateModule ? MODULE : GOLDEN_PATH;
    }

    /** As it is stored. */
    String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What people call it. */
    public String noun() {
        return noun;
    }

    /** Where it is served. */
    public String path() {
        return "/api/v1/" + noun + "s/";
    }
}
