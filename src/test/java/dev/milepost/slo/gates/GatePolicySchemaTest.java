package dev.milepost.slo.gates;

import static dev.milepost.testing.Problems.problemOf;
import static dev.milepost.testing.QuotedJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatePolicySchemaTest {

    @Test
    void readsDefaultPolicy() {
        var policy = GatePolicySchema.read(GatePolicyRepository.BUILT_IN.document());

        assertThat(policy.rules())
                .extracting(GatePolicy.Rule::name)
                .containsExactly("budget_exhausted", "fast_burn", "budget_low");
        assertThat(policy.rules().get(2).when().below()).contains(new BigDecimal("0.25"));
        assertThat(policy.findExemption("security")).isPresent();
        assertThat(policy.findExemption("feature")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[] | \"\" | object",
                "null | \"\" | object",
                "{} | /rules | is missing",
                "{'rules':[], 'rule':1} | /rule | is not a known field",
                "{'rules':[{'name':'a','decision':'stop','when':{'states':['MET']},'reason':'r'}]} | /rules/0/decision | must be one of allow, caution, freeze",
                "{'rules':[{'name':'A B','decision':'allow','when':{'states':['MET']},'reason':'r'}]} | /rules/0/name | lower-case letters",
                "{'rules':[{'name':'a','decision':'allow','when':{},'reason':'r'}]} | /rules/0/when | ",
                "{'rules':[{'name':'a','decision':'allow','when':{'state':'MET'},'reason':'r'}]} | /rules/0/when/state | is not a known field",
                "{'rules':[{'name':'a','decision':'allow','when':{'states':['GOOD']},'reason':'r'}]} | /rules/0/when/states/0 | must be one of",
                "{'rules':[{'name':'a','decision':'allow','when':{'remaining_ratio_below':'low'},'reason':'r'}]} | /rules/0/when/remaining_ratio_below | number",
                "{'rules':[{'name':'a','decision':'allow','when':{'remaining_ratio_below':25},'reason':'r'}]} | /rules/0/when/remaining_ratio_below | 1",
                "{'rules':[{'name':'a','decision':'allow','when':{'remaining_ratio_at_most':-1e400},'reason':'r'}]} | /rules/0/when/remaining_ratio_at_most | minimum",
                "{'rules':[{'name':'a','decision':'allow','when':{'remaining_ratio_below':-1e400},'reason':'r'}]} | /rules/0/when/remaining_ratio_below | minimum",
                "{'rules':[{'name':'a','decision':'allow','when':{'firing_rules':['a\\u0000']},'reason':'r'}]} | /rules/0/when/firing_rules/0 | U+0000",
                "{'rules':[{'name':'a','decision':'allow','when':{'states':['MET']}}]} | /rules/0/reason | is missing",
                "{'rules':[{'name':'a','decision':'freeze','when':{'states':['BREACHED','NO_DATA']},'reason':'r'}]} | /rules/0/when/states | never freeze releases",
                "{'rules':[{'name':'a','decision':'allow','when':{'states':['MET']},'reason':'r'},{'name':'a','decision':'allow','when':{'states':['MET']},'reason':'r'}]} | /rules/1/name | earlier rule",
                "{'rules':[],'exceptions':[{'kind':'change','reason':'r'}]} | /exceptions/0/kind | every other release"
            })
    void refusesInvalidPolicies(String document, String pointer, String detail) {
        var refused = problemOf(() -> GatePolicySchema.read(json(document)));

        assertThat(refused.type()).isEqualTo(ProblemType.INVALID_GATE_POLICY);
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail == null ? "" : detail);
        });
    }
}
