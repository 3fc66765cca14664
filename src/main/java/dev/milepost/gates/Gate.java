package dev.milepost.gates;

import dev.milepost.definitions.DefinedSlo;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.slo.Standings;
import dev.milepost.templates.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says whether a release may go ahead; changes nothing, and stops nothing by itself. */
@ApplicationScoped
class Gate {

    /** What a template can spoil. */
    private static final List<String> OF_TEMPLATES = List.of("scaffolder-latency", "template-success");

    private final Policies policies;
    private final DefinedSlos definitions;
    private final Standings standings;
    private final Registry registry;

    Gate(Policies policies, DefinedSlos definitions, Standings standings, Registry registry) {
        this.policies = policies;
        this.definitions = definitions;
        this.standings = standings;
        this.registry = registry;
    }

    GateAnswer ask(GateQuestion question) {
        var stored = policies.latest();
        checkKind(question.kind(), stored.policy());
        var names = names(question);
        var verdicts = standings.of(names).stream()
                .flatMap(standing ->
                        standing.objectives().stream().map(one -> Verdict.of(standing, one, stored.policy())))
                .toList();
        return GateAnswer.of(question, stored, verdicts);
    }

    private Set<String> names(GateQuestion question) {
        var names = new TreeSet<String>();
        var all = definitions.all();
        if (question.template() != null) {
            if (!registry.findNames().contains(question.template())) {
                throw UnknownRelease.template(question.template());
            }
            names.addAll(OF_TEMPLATES);
        }
        var service = question.service();
        if (service != null) {
            var found = ofService(service, all);
            if (found.isEmpty()) {
                throw UnknownRelease.service(service);
            }
            names.addAll(found);
        }
        question.slo().forEach(name -> names.add(DefinedSlos.require(all, name).name()));
        return names;
    }

    private static List<String> ofService(String service, Collection<DefinedSlo> all) {
        return all.stream()
                .filter(slo -> slo.slo().description().service().equals(service))
                .map(DefinedSlo::name)
                .toList();
    }

    private static void checkKind(String kind, GatePolicy policy) {
        if (!kind.equals(GatePolicy.ANY_KIND) && policy.exemption(kind).isEmpty()) {
            throw new InvalidGateQuestion(
                    "kind",
                    "must be %s or a kind that the policy makes an exception of".formatted(GatePolicy.ANY_KIND));
        }
    }
}
