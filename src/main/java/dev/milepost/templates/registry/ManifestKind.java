package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import java.util.Locale;

/** The kinds of versioned things. Names are unique within a kind. */
public enum ManifestKind {
    GOLDEN_PATH("template"),
    MODULE("module");

    private final String noun;

    ManifestKind(String noun) {
        this.noun = noun;
    }

    public static ManifestKind of(Manifest manifest) {
        return manifest instanceof ModuleManifest ? MODULE : GOLDEN_PATH;
    }

    /** Returns the name in the database. */
    String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name in messages. */
    public String noun() {
        return noun;
    }

    /** Returns the path of its endpoints. */
    public String path() {
        return "/api/v1/" + noun + "s/";
    }
}
