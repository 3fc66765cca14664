package dev.milepost.templates.resolution;

import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.templates.resolution.Decision.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explains a decision without options left: the constraints, and why no version meets them. */
final class FailureExplanation {

    /** Lists at most this many versions individually. The others fail for similar reasons. */
    private static final int MAX_LISTED = 5;

    private final Decision decision;
    /** The constraints by their faults. Several constraints may have the same. */
    private final Map<Fault, Constraint> constraints = new LinkedHashMap<>();

    FailureExplanation(Decision decision) {
        this.decision = decision;
        add(decision.reason());
        decision.rejected()
                .forEach(rejected -> rejected.conflict().constraints().forEach(this::add));
    }

    private void add(Constraint constraint) {
        constraints.putIfAbsent(new Fault("/spec/modules/" + constraint.rootIndex(), told(constraint)), constraint);
    }

    String detail() {
        var reason = decision.reason();
        if (decision.rejected().isEmpty()) {
            return reason.isOfModule()
                    ? "There is no module '%s', required: %s.".formatted(reason.name(), reason.describe())
                    : "No module provides the capability '%s', required: %s."
                            .formatted(reason.name(), reason.describe());
        }
        return onlyRanges()
                ? "No version of '%s' is in all ranges: required are %s; there are %s."
                        .formatted(
                                reason.name(),
                                constraints.values().stream()
                                        .map(Constraint::describe)
                                        .collect(Collectors.joining(", ")),
                                versions())
                : "Nothing is left for '%s', required: %s. %s"
                        .formatted(reason.name(), reason.describe(), one(decision.rejected()));
    }

    /** Returns one fault for each constraint, at the golden path's module that it results from. */
    List<Fault> faults() {
        return List.copyOf(constraints.keySet());
    }

    private static String told(Constraint constraint) {
        var what = "%s '%s' %s"
                .formatted(
                        constraint.isOfModule() ? "module" : "capability",
                        constraint.name(),
                        constraint.selector().range());
        return constraint.requiredBy() == null
                ? what + " is required here"
                : "%s is required by %s".formatted(what, constraint.requiredBy().reasonChain());
    }

    private boolean onlyRanges() {
        return decision.reason().isOfModule()
                && constraints.values().stream()
                        .allMatch(constraint -> constraint.isOfModule()
                                && constraint.name().equals(decision.reason().name()));
    }

    private String versions() {
        var versions = decision.rejected().stream()
                .map(each -> each.option().module().version().toString());
        var rest = decision.rejected().size() - MAX_LISTED;
        return versions.limit(MAX_LISTED).collect(Collectors.joining(", "))
                + (rest > 0 ? " and %d lower".formatted(rest) : "");
    }

    private static String one(List<Rejected> rejected) {
        return rejected.stream()
                .limit(MAX_LISTED)
                .map(each -> "'%s' %s: %s."
                        .formatted(
                                each.option().module().name(),
                                each.option().module().version(),
                                each.conflict().text().get()))
                .collect(Collectors.joining(" "));
    }
}
