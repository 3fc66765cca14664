package dev.milepost.catalog.validation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.catalog.references.TemplateVersions;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * The versions of templates in the registry, and those that events of other systems announced. They are cached for 2
 * seconds, because every entity needs them.
 */
@ApplicationScoped
class PublishedTemplates {

    private static final Duration CACHE_TTL = Duration.ofSeconds(2);

    private final Sql sql;
    private final TemplateSource registry;
    private final LoadingCache<String, TemplateVersions> versions;

    PublishedTemplates(Sql sql, TemplateSource registry) {
        this.sql = sql;
        this.registry = registry;
        this.versions = Caffeine.newBuilder().expireAfterWrite(CACHE_TTL).build(all -> read());
    }

    TemplateVersions versions() {
        return versions.get("all");
    }

    private TemplateVersions read() {
        var byTemplate = new HashMap<String, Map<String, Boolean>>();
        var deprecated = new HashSet<String>();
        sql.query(
                "select template, version, published_at is not null as published, deprecated_at is not null as deprecated from template_version",
                row -> {
                    if (row.getString("version").isEmpty()) {
                        deprecated.add(row.getString("template"));
                    } else {
                        byTemplate
                                .computeIfAbsent(row.getString("template"), t -> new HashMap<>())
                                .put(row.getString("version"), row.getBoolean("deprecated"));
                    }
                    return 0;
                });
        // The registry takes precedence over events: it is current, and a yanked version may be available again.
        registry.findVersionStatuses()
                .forEach(status -> byTemplate
                        .computeIfAbsent(status.template(), t -> new HashMap<>())
                        .put(status.version(), status.deprecated()));
        deprecated.forEach(
                template -> byTemplate.getOrDefault(template, Map.of()).replaceAll((version, isDeprecated) -> true));
        return new TemplateVersions(byTemplate);
    }
}
