package dev.milepost.templates.composition;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a text refers to a step, and where it only looks so. */
class StepIdRewriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "${{ steps.a.output.url }} => ${{ steps['m_a'].output.url }}",
                "${{steps.a.output['x-y']}} => ${{steps['m_a'].output['x-y']}}",
                "${{ steps[\"a-b\"].output }} => ${{ steps['m_a-b'].output }}",
                "${{ steps [ 'a' ] . output }} => ${{ steps['m_a'] . output }}",
                "${{ steps . a . output }} => ${{ steps['m_a'] . output }}",
                "${{- steps.a.output -}} => ${{- steps['m_a'].output -}}",
                "${{ steps.a.output if steps.b.output else steps.c }} => ${{ steps['m_a'].output if steps['m_b'].output else steps['m_c'] }}",
                "x ${{ steps.a.o }} y ${{ steps.b.o }} z => x ${{ steps['m_a'].o }} y ${{ steps['m_b'].o }} z",
                "{% if steps.a.output %}yes{% endif %} => {% if steps['m_a'].output %}yes{% endif %}",
                "{%- for x in steps.a.output -%}steps.a{% endfor %} => {%- for x in steps['m_a'].output -%}steps.a{% endfor %}",
                "${{ {\"k\": {\"l\": steps.a.x}} | dump }} ${{ steps.b }} => ${{ {\"k\": {\"l\": steps['m_a'].x}} | dump }} ${{ steps['m_b'] }}",
                "${{ f('}}') + steps.a.x }} => ${{ f('}}') + steps['m_a'].x }}",
                "${{ 'it\\'s' + steps.a.x }} => ${{ 'it\\'s' + steps['m_a'].x }}",
                "${{ r/steps.b['}}]/g.test(steps.a.x) }} => ${{ r/steps.b['}}]/g.test(steps['m_a'].x) }}",
                "${{ steps.a-b }} => ${{ steps['m_a']-b }}",
                "{% raw %}${{ steps.a }}{% endraw %}${{ steps.a }} => {% raw %}${{ steps.a }}{% endraw %}${{ steps['m_a'] }}",
                "{# ${{ steps.a }} #}${{ steps.a }} => {# ${{ steps.a }} #}${{ steps['m_a'] }}",
            })
    void rewritesReferences(String text, String expected) {
        assertThat(StepIdRewriter.rewrite(text, id -> "m_" + id)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps.a.output",
                "see $steps.a, {{ steps.a }} and $ {{ steps.a }}",
                "${{ parameters.steps.a }}",
                "${{ parameters . steps . a }}",
                "${{ parameters['steps'].a }}",
                "${{ mysteps.a + steps2.a + _steps.a + $steps.a }}",
                "${{ 'steps.a' + \"steps.a\" }}",
                "${{ steps | dump }}",
                "${{ f(steps=1) }}",
                "{% verbatim %}${{ steps.a }}{% endverbatim %}",
                "{%- raw -%}${{ steps.a }}{%- endraw -%}",
                "{% raw %}${{ steps.a }} without an end",
                "{# ${{ steps.a }} without an end",
                "${{ 'without an end: steps.a }}",
                "${{",
                "${{ steps",
                "",
            })
    void preservesOtherText(String text) {
        assertThat(StepIdRewriter.rewrite(text, id -> "m_" + id)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${{ steps[parameters.step].output }}", "${{ steps['a' + 'b'] }}", "${{ steps[", "${{ steps['a'"
            })
    void refusesDynamicReferences(String text) {
        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> StepIdRewriter.rewrite(text, id -> id));
    }
}
