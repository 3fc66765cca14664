package dev.milepost.upgrades.behind;

import dev.milepost.catalog.ownership.GroupHierarchy;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.catalog.ownership.ServiceHistory.KnownService;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.registry.ReleaseGaps;
import dev.milepost.templates.registry.ReleaseGaps.ReleaseGap;
import dev.milepost.upgrades.outcomes.ServiceUpgrades;
import dev.milepost.upgrades.plans.PlanStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the services that are behind. The versions that are behind are found first, since they are few, and then the
 * services on them.
 */
@ApplicationScoped
class ServicesBehind {

    private final ReleaseGaps gaps;
    private final ServiceHistory history;
    private final GroupHierarchy groups;
    private final ServiceUpgrades upgrades;
    private final PlanStatistics plans;
    private final Clock clock;

    // Six parameters: each source provides a different part of the list.
    ServicesBehind(
            ReleaseGaps gaps,
            ServiceHistory history,
            GroupHierarchy groups,
            ServiceUpgrades upgrades,
            PlanStatistics plans,
            Clock clock) {
        this.gaps = gaps;
        this.history = history;
        this.groups = groups;
        this.upgrades = upgrades;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Which services are wanted.
     *
     * @param template null for all golden paths
     * @param team null for all teams; with the groups in it
     * @param behindBy at least so many versions
     * @param after only services after this name
     */
    record BehindQuery(@Nullable String template, @Nullable String team, int behindBy, String after, int limit) {}

    /** Returns services by name. */
    @Snapshot
    List<ServiceBehind> find(BehindQuery query) {
        var byVersion = new TreeMap<TemplateVersion, ReleaseGap>();
        gaps.find(query.template(), query.behindBy())
                .forEach(gap -> byVersion.put(new TemplateVersion(gap.template(), gap.version()), gap));
        if (byVersion.isEmpty()) {
            return List.of();
        }
        var teams = query.team() == null ? List.<String>of() : groups.withChildren(List.of(query.team()));
        var services = history.findOn(byVersion.keySet(), teams, clock.instant(), query.after(), query.limit());
        var names = services.stream().map(KnownService::service).toList();
        var upgradesByService = upgrades.find(names);
        var plansByService = plans.findLast(names);
        return services.stream()
                .map(service -> ServiceBehind.of(
                        service,
                        Objects.requireNonNull(byVersion.get(version(service))),
                        upgradesByService.getOrDefault(service.service(), List.of()),
                        plansByService.getOrDefault(service.service(), List.of())))
                .toList();
    }

    private static TemplateVersion version(KnownService service) {
        return new TemplateVersion(
                Objects.requireNonNull(service.known().template()),
                service.known().templateVersion());
    }
}
