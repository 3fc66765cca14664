package dev.milepost.delivery.fourkeys;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.catalog.ownership.HistoryNames;
import dev.milepost.catalog.ownership.HistoryNames.NameKind;
import dev.milepost.catalog.sync.CatalogLookup;
import dev.milepost.catalog.validation.TemplateSource;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the names of a filter that neither an event nor the catalog has ever had. A misspelt name is one of them. */
@ApplicationScoped
class UnknownNames {

    /** The names that facts have; the facts of most services are in {@code dimension}. */
    private static final String WITH_FACTS = """
            select kind, name from unnest(?::text[], ?::text[]) asked (kind, name)
            where case kind
                when 'service' then exists (select from delivery_service where service = name)
                    or exists (select from pull_request where service = name)
                    or exists (select from build where service = name)
                when 'team' then exists (select from dimension where team = name)
                when 'system' then exists (select from dimension where system = name)
                when 'domain' then exists (select from dimension where domain = name)
                else exists (
                    select from dimension
                    where name in (template, template || '@' || template_version)
                    or strpos(name, '@') > 0 and starts_with(template || '@' || template_version, name || '.'))
            end
            """;

    private final Sql sql;
    private final HistoryNames history;
    private final CatalogLookup catalog;
    private final TemplateSource templates;

    UnknownNames(Sql sql, HistoryNames history, CatalogLookup catalog, TemplateSource templates) {
        this.sql = sql;
        this.history = history;
        this.catalog = catalog;
        this.templates = templates;
    }

    private record Name(NameKind kind, String name) {

        String wireKind() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The unknown names by the parameter that has them; null if there is none. */
    @Nullable
    Map<String, List<String>> find(FourKeysFilter filter) {
        var names = new ArrayList<Name>();
        add(names, NameKind.SERVICE, filter.services());
        add(names, NameKind.TEAM, filter.teams());
        add(names, NameKind.SYSTEM, filter.systems());
        add(names, NameKind.DOMAIN, filter.domains());
        add(names, NameKind.TEMPLATE, filter.templates());
        names.removeAll(withFacts(names));
        for (var kind : NameKind.values()) {
            var left = names.stream()
                    .filter(name -> name.kind() == kind)
                    .map(Name::name)
                    .toList();
            if (!left.isEmpty()) {
                var known = inCatalog(kind, left);
                names.removeIf(name -> name.kind() == kind && known.contains(name.name()));
            }
        }
        var unknown = new LinkedHashMap<String, List<String>>();
        names.forEach(name -> unknown.computeIfAbsent(name.wireKind(), any -> new ArrayList<>())
                .add(name.name()));
        return unknown.isEmpty() ? null : unknown;
    }

    private static void add(List<Name> names, NameKind kind, List<String> some) {
        some.forEach(name -> names.add(new Name(kind, name)));
    }

    private List<Name> withFacts(List<Name> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return sql.query(
                WITH_FACTS,
                row -> new Name(
                        NameKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("name")),
                Sql.column(names, Name::wireKind),
                Sql.column(names, Name::name));
    }

    private Collection<String> inCatalog(NameKind kind, List<String> names) {
        var known = new HashSet<>(history.find(kind, names));
        switch (kind) {
            case SERVICE -> known.addAll(catalog.findByTelemetryKey(names).keySet());
            case TEAM -> known.addAll(entities("group", names));
            case SYSTEM -> known.addAll(entities("system", names));
            case DOMAIN -> known.addAll(entities("domain", names));
            case TEMPLATE -> known.addAll(registered(names));
        }
        return known;
    }

    private List<String> entities(String kind, List<String> names) {
        var refs = new LinkedHashMap<String, String>();
        names.forEach(name -> EntityRef.parse(name, kind, EntityRef.DEFAULT_NAMESPACE)
                .ifPresent(ref -> refs.put(name, ref.toString())));
        var existing = catalog.findExisting(refs.values());
        return names.stream()
                .filter(name -> refs.containsKey(name) && existing.contains(Objects.requireNonNull(refs.get(name))))
                .toList();
    }

    /** The golden paths and versions of the registry, which a service may not have yet. */
    private List<String> registered(List<String> names) {
        var versions = templates.findVersionStatuses();
        return names.stream()
                .filter(name -> versions.stream().anyMatch(version -> matches(name, version)))
                .toList();
    }

    private static boolean matches(String name, TemplateSource.VersionStatus version) {
        var full = version.template() + "@" + version.version();
        return Stream.of(version.template(), full).anyMatch(name::equals)
                || name.contains("@") && full.startsWith(name + ".");
    }
}
