package dev.milepost.catalog.rules;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.milepost.platform.expressions.CelTexts;

/**
 * Compiles the expressions of rules. The language is CEL, in which no evaluation runs forever. Variables:
 * {@code entity}, {@code kind}, {@code type}, {@code lifecycle} (empty if the entity has none), {@code annotations} and
 * {@code spec}.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL</a>
 */
final class CelExpressions {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ITERATIONS = 10_000;

    private static final MapType MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final Cel CEL = CelTexts.bounded(CelFactory.standardCelBuilder(), MAX_ITERATIONS)
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(MAX_LENGTH)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    // Entities do not distinguish 1 from 1.0.
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("entity", MAP)
            .addVar("spec", MAP)
            .addVar("annotations", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("kind", SimpleType.STRING)
            .addVar("type", SimpleType.STRING)
            .addVar("lifecycle", SimpleType.STRING)
            .setResultType(SimpleType.BOOL)
            .build();

    private CelExpressions() {}

    /** @throws InvalidRule if the expression is invalid or its result is not a boolean */
    static CelRuntime.Program compile(String id, String expression) {
        try {
            return CEL.createProgram(CEL.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidRule(id, "has an invalid expression: " + e.getMessage());
        }
    }
}
