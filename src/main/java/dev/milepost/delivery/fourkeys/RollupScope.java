package dev.milepost.delivery.fourkeys;

import java.util.Locale;

/** What rollups are kept of. */
enum RollupScope {
    ORGANISATION("''"),
    SERVICE("service"),
    TEAM("team"),
    SYSTEM("system"),
    DOMAIN("domain"),
    TEMPLATE("template"),
    TEMPLATE_VERSION("template || '@' || template_version");

    /** What a question may be grouped by. */
    static final RollupScope[] GROUPS = {SERVICE, TEAM, SYSTEM, DOMAIN, TEMPLATE, TEMPLATE_VERSION};

    private final String key;

    RollupScope(String key) {
        this.key = key;
    }

    /** As the table of rollups and the parameters of questions name it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of a row of {@code dimension} in this scope, as SQL; null where it is in none. */
    String key() {
        return key;
    }
}
