package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import jakarta.persistence.EnumeratedValue;

/** The kinds of versioned things. Names are unique within a kind. */
public enum ManifestKind {
    GOLDEN_PATH("golden-path", "template"),
    MODULE("module", "module");

    @EnumeratedValue
    private final String storedName;

    private final String noun;

    ManifestKind(String storedName, String noun) {
        this.storedName = storedName;
        this.noun = noun;
    }

    public static ManifestKind of(Manifest manifest) {
        return manifest instanceof ModuleManifest ? MODULE : GOLDEN_PATH;
    }

    /** Returns the name in the database. */
    String storedName() {
        return storedName;
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
