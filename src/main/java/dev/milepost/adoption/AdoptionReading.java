package dev.milepost.adoption;

import dev.milepost.adoption.KnownHistories.Past;
import dev.milepost.fourkeys.KeyFigures;
import dev.milepost.ownership.KnownPeriod;
import dev.milepost.platform.Snapshot;
import dev.milepost.runs.Run;
import dev.milepost.runs.VersionLag;
import dev.milepost.templates.PublishedGoldenPath;
import dev.milepost.templates.Registry;
import dev.milepost.upgrades.PlanCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** Brings together what is asked of one golden path. */
@ApplicationScoped
class AdoptionReading {

    private final Registry registry;
    private final KnownHistories histories;
    private final KeyFigures keys;
    private final Comparisons comparisons;
    private final PlanCounts plans;

    // Five: each knows its own part of the answer.
    AdoptionReading(
            Registry registry, KnownHistories histories, KeyFigures keys, Comparisons comparisons, PlanCounts plans) {
        this.registry = registry;
        this.histories = histories;
        this.keys = keys;
        this.comparisons = comparisons;
        this.plans = plans;
    }

    @Snapshot
    Adoption read(String template, Timeframe window, int days) {
        var versions = registry.findVersions(template);
        var past = histories.find(template, window);
        if (versions.isEmpty() && past.runs().isEmpty() && past.services().isEmpty()) {
            throw new UnknownGoldenPath(template);
        }
        long all = keys.deployments(List.of(), window.from(), window.to());
        return new Adoption(
                template,
                window.from(),
                window.to(),
                RunFigures.of(past.runs(), window),
                timeToFirstDeployment(past, window),
                ServiceFigures.of(past.services().values()),
                Share.of(keys.deployments(List.of(template), window.from(), window.to()), all, "no_deployments"),
                Share.of(golden(window), all, "no_deployments"),
                lag(past.services().values(), versions),
                upgrades(template, versions, window, past),
                comparisons.of(past.movements(), window, days));
    }

    private long golden(Timeframe window) {
        var names = registry.findNames();
        return names.isEmpty() ? 0 : keys.deployments(names, window.from(), window.to());
    }

    private Spread timeToFirstDeployment(Past past, Timeframe window) {
        var made = new HashMap<String, Instant>();
        past.runs().stream()
                .filter(run ->
                        run.run().status() == Run.Status.SUCCESS && run.run().kind() == Run.Kind.CREATE)
                .filter(run -> run.run().service() != null && window.has(run.moment()))
                .forEach(
                        run -> made.putIfAbsent(Objects.requireNonNull(run.run().service()), run.moment()));
        var durations = new ArrayList<Duration>();
        keys.firstDeployments(made).forEach((service, at) -> {
            var ended = made.get(service);
            if (ended != null) {
                durations.add(Duration.between(ended, at));
            }
        });
        return Spread.of(durations, "no_deployments");
    }

    private static LagFigures lag(Collection<KnownPeriod> services, List<PublishedGoldenPath> versions) {
        var lags = new ArrayList<VersionLag>();
        long unknown = 0;
        for (var service : services) {
            var current = versions.stream()
                    .filter(version -> version.manifest().version().toString().equals(service.templateVersion()))
                    .findFirst();
            current.ifPresent(version -> lags.add(VersionLag.of(version, versions)));
            unknown += current.isEmpty() ? 1 : 0;
        }
        return LagFigures.of(lags, unknown);
    }

    private List<UpgradeFigures> upgrades(
            String template, List<PublishedGoldenPath> versions, Timeframe window, Past past) {
        var planned = plans.find(template, window.from(), window.to());
        return versions.stream()
                .filter(version -> version.publishedAt().isBefore(window.to()))
                .map(version -> UpgradeFigures.of(
                        version.manifest().version().toString(),
                        version.publishedAt(),
                        window,
                        past.movements(),
                        planned))
                .toList();
    }
}
