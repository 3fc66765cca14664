package dev.milepost.catalog.ownership;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.events.log.Projection;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Projects completed scaffold runs: the team of a new service and the template that it was created from. Projects merged
 * upgrades too: the template version that a service is on from then on.
 */
@ApplicationScoped
class ScaffoldProjection implements Projection {

    private final Sql sql;
    private final Event<ServiceHistoryChanged> historyChanged;

    ScaffoldProjection(Sql sql, Event<ServiceHistoryChanged> changed) {
        this.sql = sql;
        this.historyChanged = changed;
    }

    /** @param origin as stored: {@code scaffold} or {@code upgrade} */
    private record Scaffolded(
            String origin,
            String service,
            Instant at,
            @Nullable String team,
            @Nullable String template,
            @Nullable String templateVersion) {}

    @Override
    public void apply(List<GoldenEvent> events) {
        var scaffolded = events.stream()
                .filter(ScaffoldProjection::succeeded)
                .map(ScaffoldProjection::scaffolded)
                .toList();
        if (!scaffolded.isEmpty()) {
            store(scaffolded);
            historyChanged.fire(new ServiceHistoryChanged(scaffolded.stream()
                    .collect(Collectors.toMap(
                            Scaffolded::service, Scaffolded::at, (one, other) -> one.isBefore(other) ? one : other))));
        }
    }

    private static boolean succeeded(GoldenEvent event) {
        return event.golden()
                && event.service() != null
                && (isUpgrade(event)
                        || event.type().equals("scaffold.completed")
                                && event.text("status").equals(Optional.of("success")));
    }

    private static boolean isUpgrade(GoldenEvent event) {
        return event.type().equals("upgrade.merged");
    }

    private static Scaffolded scaffolded(GoldenEvent event) {
        var template = TemplateVersion.of(event);
        return new Scaffolded(
                isUpgrade(event) ? "upgrade" : "scaffold",
                Objects.requireNonNull(event.service()),
                event.time(),
                isUpgrade(event)
                        ? null
                        : event.text("team")
                                .map(team -> EntityRef.shorten(team, "group"))
                                .orElse(null),
                template.map(TemplateVersion::name).orElse(null),
                template.map(TemplateVersion::version).orElse(null));
    }

    /**
     * If two runs create or upgrade one service at one moment, the greater row is kept, so that the result does not depend on the
     * order of the events.
     */
    private void store(List<Scaffolded> scaffolded) {
        sql.update(
                """
                insert into service_history as h (service, valid_from, origin, team, template, template_version)
                select distinct on (service, valid_from, origin) service, valid_from, origin, team, template, version
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                    s (origin, service, valid_from, team, template, version)
                order by service, valid_from, origin, array[team, template, version] desc
                on conflict on constraint service_history_pk do update set
                    team = excluded.team, template = excluded.template, template_version = excluded.template_version
                where array[excluded.team, excluded.template, excluded.template_version]
                    > array[h.team, h.template, h.template_version]
                """,
                Sql.column(scaffolded, Scaffolded::origin),
                Sql.column(scaffolded, Scaffolded::service),
                Sql.column(scaffolded, Scaffolded::at),
                Sql.column(scaffolded, Scaffolded::team),
                Sql.column(scaffolded, Scaffolded::template),
                Sql.column(scaffolded, Scaffolded::templateVersion));
    }
}
