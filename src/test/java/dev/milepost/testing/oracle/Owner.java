package dev.milepost.testing.oracle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a fact is. */
record Owner(
        String service,
        @Nullable String team,
        @Nullable String system,
        @Nullable String domain,
        @Nullable String template,
        @Nullable String version) {

    static Owner unknown(String service) {
        return new Owner(service, null, null, null, null, null);
    }

    static Owner of(CatalogRecord known) {
        return new Owner(
                known.service(), known.team(), known.system(), known.domain(), known.template(), known.version());
    }

    Owner on(Template said) {
        return new Owner(service, team, system, domain, said.name(), said.version());
    }

    /** The group that it is in; empty where it is in none. */
    Optional<String> group(String groupBy) {
        return Optional.ofNullable(
                switch (groupBy) {
                    case "service" -> service;
                    case "team" -> team;
                    case "system" -> system;
                    case "domain" -> domain;
                    case "template" -> template;
                    default -> template == null || version == null ? null : template + "@" + version;
                });
    }

    /** @param wanted {@code name}, {@code name@version}, or {@code name@2} for any version 2 */
    boolean isOn(String wanted) {
        if (!wanted.contains("@")) {
            return wanted.equals(template);
        }
        var mine = template + "@" + version;
        return template != null && version != null && (mine.equals(wanted) || mine.startsWith(wanted + "."));
    }
}
