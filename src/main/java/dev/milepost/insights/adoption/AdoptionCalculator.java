package dev.milepost.insights.adoption;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.delivery.fourkeys.FourKeysReader;
import dev.milepost.insights.adoption.AdoptionHistory.TemplateHistory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Snapshot;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.Registry;
import dev.milepost.upgrades.plans.PlanStatistics;
import dev.milepost.upgrades.scaffolding.VersionLag;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Computes the adoption of one golden path. */
@ApplicationScoped
class AdoptionCalculator {

    private final Registry registry;
    private final AdoptionHistory history;
    private final FourKeysReader keys;
    private final BeforeAfterReader comparisons;
    private final PlanStatistics plans;

    // Five parameters: each source provides a different part of the response.
    AdoptionCalculator(
            Registry registry,
            AdoptionHistory history,
            FourKeysReader keys,
            BeforeAfterReader comparisons,
            PlanStatistics plans) {
        this.registry = registry;
        this.history = history;
        this.keys = keys;
        this.comparisons = comparisons;
        this.plans = plans;
    }

    @Snapshot
    Adoption read(String template, Timeframe window, int days) {
        var versions = registry.findVersions(template);
        var templateHistory = history.find(template, window);
        if (versions.isEmpty()
                && templateHistory.runs().isEmpty()
                && templateHistory.services().isEmpty()) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_TEMPLATE,
                    "Golden path '%s' has no published version, no run and no service.".formatted(template));
        }
        long all = keys.deployments(List.of(), window.from(), window.to());
        return new Adoption(
                template,
                window.from(),
                window.to(),
                templateHistory.runs().figures(),
                timeToFirstDeployment(templateHistory.runs().created()),
                ServiceFigures.of(templateHistory.services().values()),
                Ratio.of(keys.deployments(List.of(template), window.from(), window.to()), all, "no_deployments"),
                Ratio.of(goldenPathDeployments(window), all, "no_deployments"),
                lag(templateHistory.services().values(), versions),
                upgrades(template, versions, window, templateHistory),
                comparisons.of(templateHistory.movements(), window, days));
    }

    private long goldenPathDeployments(Timeframe window) {
        var names = registry.findNames();
        return names.isEmpty() ? 0 : keys.deployments(names, window.from(), window.to());
    }

    private DurationQuantiles timeToFirstDeployment(Map<String, Instant> made) {
        var durations = new ArrayList<Duration>();
        keys.firstDeployments(made).forEach((service, at) -> {
            var ended = made.get(service);
            if (ended != null) {
                durations.add(Duration.between(ended, at));
            }
        });
        return DurationQuantiles.of(durations, "no_deployments");
    }

    private static VersionLagFigures lag(Collection<OwnershipPeriod> services, List<PublishedVersion> versions) {
        var lags = new ArrayList<VersionLag>();
        long unknown = 0;
        for (var service : services) {
            var current = versions.stream()
                    .filter(version -> version.ref().version().equals(service.templateVersion()))
                    .findFirst();
            current.ifPresent(version -> lags.add(VersionLag.of(version, versions)));
            unknown += current.isEmpty() ? 1 : 0;
        }
        return VersionLagFigures.of(lags, unknown);
    }

    private List<UpgradeFigures> upgrades(
            String template, List<PublishedVersion> versions, Timeframe window, TemplateHistory templateHistory) {
        var planned = plans.find(template, window.from(), window.to());
        return versions.stream()
                .filter(version -> version.publishedAt().isBefore(window.to()))
                .map(version -> UpgradeFigures.of(
                        version.ref().version(), version.publishedAt(), window, templateHistory.movements(), planned))
                .toList();
    }
}
