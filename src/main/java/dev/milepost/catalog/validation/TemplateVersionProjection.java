package dev.milepost.catalog.validation;

import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.events.log.Projection;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Projects which versions of templates are published and deprecated. */
@ApplicationScoped
class TemplateVersionProjection implements Projection {

    private static final String PUBLISHED = "template.published";
    private static final Set<String> TYPES = Set.of(PUBLISHED, "template.deprecated");

    private final Sql sql;

    TemplateVersionProjection(Sql sql) {
        this.sql = sql;
    }

    /** @param version empty if the event is about the whole template */
    private record TemplateEvent(String template, String version, boolean published, Instant at) {

        static Optional<TemplateEvent> of(GoldenEvent event) {
            var published = event.type().equals(PUBLISHED);
            return TemplateVersion.of(event)
                    .map(named -> new TemplateEvent(named.name(), version(named.version()), published, event.time()))
                    .filter(announced -> !published || !announced.version().isEmpty());
        }

        private static String version(@Nullable String version) {
            return version == null ? "" : version;
        }
    }

    @Override
    public void apply(List<GoldenEvent> events) {
        var templateEvents = events.stream()
                .filter(event -> event.golden() && TYPES.contains(event.type()))
                .flatMap(event -> TemplateEvent.of(event).stream())
                .toList();
        if (!templateEvents.isEmpty()) {
            store(templateEvents);
        }
    }

    /** Keeps the earliest time of each kind, so that the order of events does not matter. */
    private void store(List<TemplateEvent> events) {
        var published = new ArrayList<Boolean>();
        events.forEach(one -> published.add(one.published()));
        sql.update(
                """
                insert into template_version as v (template, version, published_at, deprecated_at)
                select template, version, min(at) filter (where published), min(at) filter (where not published)
                from unnest(?::text[], ?::text[], ?::bool[], ?::timestamptz[]) t (template, version, published, at)
                group by template, version
                order by template, version
                on conflict on constraint template_version_pk do update set
                    published_at = least(v.published_at, excluded.published_at),
                    deprecated_at = least(v.deprecated_at, excluded.deprecated_at)
                """,
                events.stream().map(TemplateEvent::template).toList(),
                events.stream().map(TemplateEvent::version).toList(),
                published,
                events.stream().map(TemplateEvent::at).toList());
    }
}
