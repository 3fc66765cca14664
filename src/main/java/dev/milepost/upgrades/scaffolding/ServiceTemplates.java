package dev.milepost.upgrades.scaffolding;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import dev.milepost.catalog.ownership.ServiceHistory;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Determines which version of which golden path a service is on. The source is the service's timeline, in which the
 * catalog takes precedence over scaffold events. The scaffold run that led there is added.
 */
@ApplicationScoped
public class ServiceTemplates {

    private final ServiceHistory history;
    private final RunRepository runs;
    private final Clock clock;

    ServiceTemplates(ServiceHistory history, RunRepository runs, Clock clock) {
        this.history = history;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * The golden path and version of a service.
     *
     * @param version null if only the golden path is known; only the major version if it is known from the name alone
     * @param since null if unknown
     * @param run the run that led there; null if only the catalog states it
     */
    public record ServiceTemplate(
            String service,
            String template,
            @Nullable String version,
            @Nullable Instant since,
            @Nullable ScaffoldRun run) {}

    /** Returns empty if no golden path is known for the service. */
    public Optional<ServiceTemplate> find(String service) {
        var now = clock.instant();
        var periods = history.findPeriods(List.of(service)).getOrDefault(service, List.of()).stream()
                .filter(period -> !period.validFrom().isAfter(now))
                .toList();
        if (periods.isEmpty() || periods.get(periods.size() - 1).template() == null) {
            return Optional.empty();
        }
        var last = periods.get(periods.size() - 1);
        var template = Objects.requireNonNull(last.template());
        var version = last.templateVersion();
        var run = runs.findLatest(service, template, version).orElse(null);
        return Optional.of(new ServiceTemplate(service, template, version, since(periods, run), run));
    }

    /** The problem that no golden path is known for a service. */
    public static ProblemException unknown(String service) {
        return ProblemException.of(
                ProblemType.UNKNOWN_SERVICE_TEMPLATE,
                ("Neither a scaffold event nor the catalog names a golden path for service '%s'. Annotate its entity with"
                                + " milepost.dev/template: NAME@VERSION, or send a scaffold.completed event.")
                        .formatted(service));
    }

    /** Returns the refs of the entities that the run of a service created; empty without a run. */
    List<String> createdEntities(ServiceTemplate on) {
        return on.run() == null ? List.of() : runs.entityRefs(on.run());
    }

    private static @Nullable Instant since(List<OwnershipPeriod> periods, @Nullable ScaffoldRun run) {
        var last = periods.get(periods.size() - 1);
        var first = last;
        for (int i = periods.size() - 1; i >= 0 && isOn(last, periods.get(i)); i--) {
            first = periods.get(i);
        }
        if (!first.hasOpenStart()) {
            return first.validFrom();
        }
        return run == null ? null : run.completedAt();
    }

    private static boolean isOn(OwnershipPeriod one, OwnershipPeriod other) {
        return Objects.equals(one.template(), other.template())
                && Objects.equals(one.templateVersion(), other.templateVersion());
    }
}
