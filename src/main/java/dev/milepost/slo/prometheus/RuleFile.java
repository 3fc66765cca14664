package dev.milepost.slo.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.openslo.OpenSloWriter;
import dev.milepost.slo.status.SloStatus;
import java.util.List;

/** Writes recording and alerting rules for objectives in the format of Prometheus or of its operator. */
final class RuleFile {

    /** The interval at which the gauges are refreshed. A shorter one would not see new values. */
    private static final String EVALUATION_INTERVAL = "15s";

    private RuleFile() {}

    enum Format {
        /** A file for {@code rule_files}. */
        PROMETHEUS,
        /** A PrometheusRule of the Prometheus operator. */
        KUBERNETES;

        static Format of(String name) {
            return switch (name) {
                case "prometheus" -> PROMETHEUS;
                case "kubernetes" -> KUBERNETES;
                default ->
                    throw ProblemException.of(
                            ProblemType.INVALID_REQUEST,
                            "format must be prometheus or kubernetes",
                            List.of(new Fault("format", "must be prometheus or kubernetes")));
            };
        }
    }

    /** @param name the name of the Kubernetes resource, if it is one */
    static String write(String name, List<SloStatus> statuses, Format format) {
        var file = JsonNodeFactory.instance.objectNode();
        var groups = file.putArray("groups");
        statuses.forEach(status -> group(status, groups.addObject()));
        return OpenSloWriter.document(format == Format.PROMETHEUS ? file : resource(name, file));
    }

    private static ObjectNode resource(String name, ObjectNode spec) {
        var resource = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "monitoring.coreos.com/v1")
                .put("kind", "PrometheusRule");
        resource.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("app.kubernetes.io/managed-by", "milepost");
        resource.set("spec", spec);
        return resource;
    }

    private static void group(SloStatus status, ObjectNode group) {
        var slo = status.slo().slo();
        var rules = group.put("name", "milepost-slo-" + slo.name())
                .put("interval", EVALUATION_INTERVAL)
                .putArray("rules");
        RecordingRules.add(slo.name(), rules);
        var names = status.objectiveNames();
        for (int i = 0; i < names.size(); i++) {
            alerts(status, i, rules);
        }
    }

    private static void alerts(SloStatus status, int objective, ArrayNode rules) {
        var slo = status.slo().slo();
        var evaluation = status.objectives().get(objective);
        var names = evaluation.ruleNames();
        for (int i = 0; i < names.size(); i++) {
            var rule = evaluation.rules().get(i).rule();
            var alerting = new AlertingRule(slo, status.objectiveNames().get(objective), names.get(i), rule);
            if (rule.alertWhen().breaching()) {
                rules.add(alerting.burnRateAlert());
            }
            if (rule.alertWhen().noData()) {
                rules.add(alerting.noDataAlert());
            }
        }
    }
}
