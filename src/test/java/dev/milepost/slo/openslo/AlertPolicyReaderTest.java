package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.slo.objectives.BurnRateRule;
import dev.milepost.testing.SloSamples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPolicyReaderTest {

    /** What an alert policy does not say is told, but for silence. */
    @ParameterizedTest
    @CsvSource({
        "'', true, true, false",
        "alertWhenBreaching: false, false, true, false",
        "alertWhenResolved: false, true, false, false",
        "alertWhenNoData: true, true, true, true"
    })
    void readsAlertPolicy(String policy, boolean breaching, boolean resolved, boolean noData) {
        var slo = SloSamples.slo("""
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: success}
                spec:
                  service: scaffolder
                  indicator:
                    metadata: {name: runs}
                    spec:
                      ratioMetric:
                        counter: true
                        total: {metricSource: {type: milepost, spec: {events: [a.completed]}}}
                        good: {metricSource: {type: milepost, spec: {filter: 'true'}}}
                  timeWindow: [{duration: 28d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{target: 0.99}]
                  alertPolicies:
                    - kind: AlertPolicy
                      metadata: {name: on-call}
                      spec:
                        %s
                        conditions:
                          - kind: AlertCondition
                            metadata: {name: fast}
                            spec: {severity: page, condition: {kind: burnrate, threshold: 10, lookbackWindow: 1h, op: gt}}
                        notificationTargets: []
                """.formatted(policy));

        assertThat(slo.ownRules().orElseThrow())
                .singleElement()
                .satisfies(rule -> assertThat(rule.alertWhen())
                        .isEqualTo(new BurnRateRule.AlertWhen(breaching, resolved, noData)));
    }
}
