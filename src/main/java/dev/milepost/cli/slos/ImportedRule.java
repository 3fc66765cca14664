package dev.milepost.cli.slos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A burn rate alert of another tool.
 *
 * @param factor the burn rate above which it fires
 * @param alertAfter how long the condition holds before it fires
 */
record ImportedRule(
        String name,
        String severity,
        BigDecimal factor,
        Duration longWindow,
        Duration shortWindow,
        Duration alertAfter) {

    /** Returns true if the highest burn rate of an objective, 1 / (1 - target), is above the factor. */
    boolean canFire(BigDecimal percent) {
        var budget = BigDecimal.ONE.subtract(percent.movePointLeft(2));
        return factor.multiply(budget).compareTo(BigDecimal.ONE) < 0;
    }

    /** Returns the alert policy. In OpenSLO each has one condition. */
    ObjectNode policy(boolean silent) {
        var policy = JsonNodeFactory.instance.objectNode().put("kind", "AlertPolicy");
        policy.putObject("metadata").put("name", name);
        var spec = policy.putObject("spec").put("alertWhenBreaching", !silent).put("alertWhenResolved", !silent);
        var condition = spec.putArray("conditions").addObject().put("kind", "AlertCondition");
        condition
                .putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                .put("milepost.dev/short-window", PrometheusDuration.write(shortWindow));
        condition
                .putObject("spec")
                .put("severity", severity)
                .putObject("condition")
                .put("kind", "burnrate")
                .put("op", "gt")
                .put("threshold", factor)
                .put("lookbackWindow", PrometheusDuration.write(longWindow))
                .put("alertAfter", PrometheusDuration.write(alertAfter));
        spec.putArray("notificationTargets");
        return policy;
    }
}
