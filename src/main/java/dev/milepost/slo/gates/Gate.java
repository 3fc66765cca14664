package dev.milepost.slo.gates;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.SpellingSuggestion;
import dev.milepost.slo.definitions.SloDefinition;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.status.SloStatusReader;
import dev.milepost.templates.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides whether a release may proceed. It is read-only and does not stop a release by itself. */
@ApplicationScoped
class Gate {

    /** The SLOs that a template can affect. */
    private static final List<String> TEMPLATE_SLOS = List.of("scaffolder-latency", "template-success");

    private final GatePolicyRepository repository;
    private final SloDefinitions definitions;
    private final SloStatusReader statusReader;
    private final Registry registry;

    Gate(GatePolicyRepository repository, SloDefinitions definitions, SloStatusReader statusReader, Registry registry) {
        this.repository = repository;
        this.definitions = definitions;
        this.statusReader = statusReader;
        this.registry = registry;
    }

    GateResult evaluate(GateRequest request) {
        var version = repository.latest();
        checkKind(request.kind(), version.policy());
        var warnings = new ArrayList<String>();
        if (request.template() != null) {
            unpublished(request.template(), request.version()).ifPresent(warnings::add);
        }
        var names = names(request);
        var verdicts = statusReader.of(names).stream()
                .filter(status -> status.disabled() == null)
                .flatMap(status -> status.objectives().stream()
                        .map(evaluation -> ObjectiveVerdict.of(status, evaluation, version.policy())))
                .toList();
        return GateResult.of(request, version, verdicts, warnings);
    }

    /**
     * Returns a warning for a golden path of which no version has been published. Its first version can be asked for; a
     * misspelt name looks the same.
     *
     * @throws ProblemException if no version is given either
     */
    private Optional<String> unpublished(String template, @Nullable String version) {
        var published = registry.findNames();
        if (published.contains(template)) {
            return Optional.empty();
        } else if (version == null) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_TEMPLATE,
                    "No version of template '%s' has been published. To ask about its first one, name its version."
                            .formatted(template));
        }
        return Optional.of("No version of template '%s' has been published, so no run of it is in the error budgets.%s"
                .formatted(
                        template,
                        SpellingSuggestion.find(template, published)
                                .map(meant -> " Did you mean %s?".formatted(meant))
                                .orElse("")));
    }

    private Set<String> names(GateRequest request) {
        var names = new TreeSet<String>();
        if (request.template() != null) {
            names.addAll(TEMPLATE_SLOS);
        }
        var service = request.service();
        if (service != null) {
            var found = ofService(service);
            if (found.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.UNKNOWN_SLO_SERVICE,
                        "No SLO has the service '%s'. GET /api/v1/slos lists the SLOs with their services."
                                .formatted(service));
            }
            names.addAll(found);
        }
        request.slo().forEach(name -> names.add(definitions.require(name).name()));
        return names;
    }

    private List<String> ofService(String service) {
        return definitions.all().stream()
                .filter(slo -> ServiceName.of(slo.slo().description().service()).equals(service))
                .map(SloDefinition::name)
                .toList();
    }

    private static void checkKind(String kind, GatePolicy policy) {
        if (!kind.equals(GatePolicy.ANY_KIND) && policy.findExemption(kind).isEmpty()) {
            throw GateRequest.invalid(
                    "kind", "must be %s or the kind of an exception in the policy".formatted(GatePolicy.ANY_KIND));
        }
    }
}
