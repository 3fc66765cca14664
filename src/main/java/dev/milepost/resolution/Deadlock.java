package dev.milepost.resolution;

import dev.milepost.platform.ProblemException.Fault;
import dev.milepost.resolution.Decision.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Says of a decision that has no option left what is demanded and why nothing meets it. */
final class Deadlock {

    /** As many versions are told of one by one; who looks for the rest finds the same reasons. */
    private static final int TOLD = 5;

    private final Decision decision;
    private final List<Demand> demands;

    Deadlock(Decision decision) {
        this.decision = decision;
        var all = new LinkedHashSet<>(List.of(decision.reason()));
        decision.rejected().forEach(rejected -> all.addAll(rejected.clash().demands()));
        this.demands = List.copyOf(all);
    }

    String detail() {
        var reason = decision.reason();
        if (decision.rejected().isEmpty()) {
            return reason.isOfModule()
                    ? "There is no module '%s', required: %s.".formatted(reason.name(), reason.written())
                    : "No module provides the capability '%s', required: %s."
                            .formatted(reason.name(), reason.written());
        }
        return onlyRanges()
                ? "No version of '%s' is in all ranges: required are %s; there are %s."
                        .formatted(
                                reason.name(),
                                demands.stream().map(Demand::written).collect(Collectors.joining(", ")),
                                versions())
                : "Nothing is left for '%s', required: %s. %s"
                        .formatted(reason.name(), reason.written(), one(decision.rejected()));
    }

    /** One for each demand, at the golden path's module that it comes from. */
    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (var demand : demands) {
            faults.add(new Fault("/spec/modules/" + demand.rootIndex(), told(demand)));
        }
        return faults;
    }

    private static String told(Demand demand) {
        var what = "%s '%s' %s"
                .formatted(
                        demand.isOfModule() ? "module" : "capability",
                        demand.name(),
                        demand.what().range());
        return demand.by() == null
                ? what + " is required here"
                : "%s is required by %s".formatted(what, demand.by().chain());
    }

    private boolean onlyRanges() {
        return decision.reason().isOfModule()
                && demands.stream()
                        .allMatch(demand -> demand.isOfModule()
                                && demand.name().equals(decision.reason().name()));
    }

    private String versions() {
        var versions = decision.rejected().stream()
                .map(each -> each.option().module().version().toString());
        var rest = decision.rejected().size() - TOLD;
        return versions.limit(TOLD).collect(Collectors.joining(", "))
                + (rest > 0 ? " and %d lower".formatted(rest) : "");
    }

    private static String one(List<Rejected> rejected) {
        return rejected.stream()
                .limit(TOLD)
                .map(each -> "'%s' %s: %s."
                        .formatted(
                                each.option().module().name(),
                                each.option().module().version(),
                                each.clash().text().get()))
                .collect(Collectors.joining(" "));
    }
}
