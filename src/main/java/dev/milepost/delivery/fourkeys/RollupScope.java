package dev.milepost.delivery.fourkeys;

import java.util.Locale;

/** The scopes for which rollups are kept. */
enum RollupScope {
    ORGANISATION("''"),
    SERVICE("service"),
    TEAM("team"),
    SYSTEM("system"),
    DOMAIN("domain"),
    TEMPLATE("template"),
    TEMPLATE_VERSION("template || '@' || template_version");

    /** The scopes that a query may be grouped by. */
    static final RollupScope[] GROUPS = {SERVICE, TEAM, SYSTEM, DOMAIN, TEMPLATE, TEMPLATE_VERSION};

    private final String key;

    RollupScope(String key) {
        this.key = key;
    }

    /** The name in the table of rollups and in query parameters. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** SQL of the key of a {@code dimension} row in this scope; null if the row has none. */
    String key() {
        return key;
    }
}
