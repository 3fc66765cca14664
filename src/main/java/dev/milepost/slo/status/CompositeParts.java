package dev.milepost.slo.status;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.objectives.CompositeIndicator;
import dev.milepost.slo.objectives.CompositeIndicator.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks the parts of composite SLOs when definitions change. A part exists and is not composite itself, so that there
 * are no cycles.
 */
@ApplicationScoped
class CompositeParts {

    private static final String POINTER = "/spec/indicator/spec/ratioMetric/raw/metricSource/spec/parts/";

    private final SloDefinitions definitions;

    CompositeParts(SloDefinitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Checks the parts of a definition.
     *
     * @throws ProblemException with a pointer to each part that does not exist or has parts
     */
    void check(SloDefinition slo) {
        var faults = new ArrayList<Fault>();
        var parts = CompositeIndicator.partsOf(slo.slo());
        for (int i = 0; i < parts.size(); i++) {
            var pointer = pointer(slo, i);
            fault(parts.get(i)).ifPresent(detail -> faults.add(new Fault(pointer, detail)));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.INVALID_OPENSLO,
                    faults.get(0).pointer() + " " + faults.get(0).detail(),
                    List.copyOf(faults));
        }
    }

    /** Returns the pointer to a part, or to the reference to the document that has it. */
    private static String pointer(SloDefinition slo, int part) {
        var documents = slo.documents();
        int index = 0;
        while (!documents.get(index).kind().equals("SLO")) {
            index++;
        }
        var inline = documents.get(index).content().path("spec").has("indicator");
        return (documents.size() == 1 ? "" : "/" + index) + (inline ? POINTER + part : "/spec/indicatorRef");
    }

    /**
     * Checks the composite SLOs that have a changed or removed SLO as a part.
     *
     * @param names the names of the changed SLOs
     * @throws ProblemException if one of them would lose a part
     */
    void checkUses(Collection<String> names) {
        for (var composite : definitions.all()) {
            for (var part : CompositeIndicator.partsOf(composite.slo())) {
                if (names.contains(part.slo()) && !names.contains(composite.name())) {
                    fault(part).ifPresent(detail -> {
                        throw ProblemException.of(
                                ProblemType.SLO_IS_PART,
                                "%s is a part of %s, and then %s %s."
                                        .formatted(part.slo(), composite.name(), part.label(), detail));
                    });
                }
            }
        }
    }

    private Optional<String> fault(Part part) {
        var slo = definitions.find(part.slo());
        if (slo.isEmpty()) {
            return Optional.of("does not exist: GET /api/v1/slos lists the SLOs");
        } else if (slo.get().slo().indicator() instanceof CompositeIndicator) {
            return Optional.of("has parts itself: name its parts instead");
        }
        return part.objective(slo.get().slo()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        part.objective().isEmpty()
                                ? "has several objectives: name one by objective"
                                : "has no objective with this display name");
    }
}
