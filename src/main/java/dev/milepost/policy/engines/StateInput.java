package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.catalog.rules.Finding;
import dev.milepost.policy.definitions.Policy.KnownState;
import dev.milepost.policy.engines.ServiceState.GoldenPathState;
import java.util.Set;

/** Adds what the service knows beside evidence to the input of a policy in Rego. It is read only if the policy asks for it. */
final class StateInput {

    private StateInput() {}

    static void add(Set<KnownState> asked, EngineInput input, ServiceState state, ObjectNode json) {
        var subject = input.subject();
        if (asked.contains(KnownState.GOLDEN_PATH)) {
            var path = subject.template().isEmpty() || subject.templateVersion().isEmpty()
                    ? null
                    : state.goldenPath(subject.template(), subject.templateVersion())
                            .map(StateInput::goldenPath)
                            .orElse(null);
            json.set(KnownState.GOLDEN_PATH.wireName(), path);
        }
        if (asked.contains(KnownState.CATALOG_FINDINGS)) {
            var findings = json.putArray(KnownState.CATALOG_FINDINGS.wireName());
            if (!subject.entity().isEmpty()) {
                state.findings(subject.entity()).stream()
                        .filter(Finding::blocking)
                        .forEach(finding -> findings.addObject()
                                .put("rule", finding.rule())
                                .put("detail", finding.detail())
                                .put("pointer", "/entity" + finding.pointer()));
            }
        }
        if (asked.contains(KnownState.ERROR_BUDGETS)) {
            var budgets = json.putArray(KnownState.ERROR_BUDGETS.wireName());
            state.budgets(subject.service(), name -> true)
                    .forEach(budget -> budgets.addObject()
                            .put("slo", budget.slo())
                            .put("objective", budget.objective())
                            .put("allowed", budget.budget().allowed())
                            .put("bad", budget.budget().bad())
                            .put("remaining_ratio", budget.budget().remainingRatio()));
        }
    }

    private static ObjectNode goldenPath(GoldenPathState path) {
        var json = JsonNodeFactory.instance.objectNode();
        var modules = json.putObject("modules");
        path.modules().forEach(modules::put);
        var end = path.supportEnds();
        return json.put("withdrawn", path.withdrawn()).put("support_ends", end == null ? null : end.toString());
    }
}
