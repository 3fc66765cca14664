package dev.milepost.templates;

import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.TemplateModule;
import java.util.Locale;

/** What there are versions of; names are unique within one. */
public enum Kind {
    GOLDEN_PATH("template"),
    MODULE("module");

    private final String noun;

    Kind(String noun) {
        this.noun = noun;
    }

    public static Kind of(Manifest manifest) {
        return manifest instanceof TemplateModule ? MODULE : GOLDEN_PATH;
    }

    /** As it is stored. */
    String written() {
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
