package dev.milepost.platform.expressions;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;

/**
 * Compiles CEL expressions of true or false over some variables. The language is CEL with its standard functions and
 * macros; {@code 1} equals {@code 1.0}, because JSON does not distinguish them.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL</a>
 */
public final class BoundedCel {

    private static final int MAX_DEPTH = 50;

    /** The type of {@code {a: a}} is twice as long as the type of {@code a}, and the compiler compares types. */
    private static final int MAX_COMPUTED_KEYS = 8;

    private static final int MAX_MESSAGE = 500;

    private final Cel cel;
    private final int maxIterations;

    /**
     * @param maxLength the maximum length of an expression in code points
     * @param maxIterations the maximum iterations of all loops of one evaluation, and the maximum instructions of a
     *     regular expression
     */
    public BoundedCel(int maxLength, int maxIterations, Map<String, CelType> variables) {
        var builder = CelFactory.standardCelBuilder()
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().build())
                .setOptions(CelOptions.current()
                        .maxExpressionCodePointSize(maxLength)
                        .maxParseRecursionDepth(MAX_DEPTH)
                        .comprehensionMaxIterations(maxIterations)
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addRuntimeLibraries(new MeteredCelFunctions(maxIterations))
                .setResultType(SimpleType.BOOL);
        variables.forEach(builder::addVar);
        this.cel = builder.build();
        this.maxIterations = maxIterations;
    }

    /** @throws InvalidExpression if it is not a valid expression or its type is not bool */
    public CelProgram compile(String expression) {
        try {
            var parsed = cel.parse(expression).getAst();
            if (computedKeys(parsed.getExpr()) > MAX_COMPUTED_KEYS) {
                throw new InvalidExpression("more than %d maps have computed keys".formatted(MAX_COMPUTED_KEYS));
            }
            var checked = cel.check(parsed).getAst();
            return new CelProgram(checked.getExpr(), cel.createProgram(checked), maxIterations);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidExpression(String.valueOf(e.getMessage()));
        }
    }

    private static long computedKeys(CelExpr expression) {
        return CelNavigableExpr.fromExpr(expression)
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.mapOrDefault().entries().stream()
                        .anyMatch(entry -> entry.key().getKind() != Kind.CONSTANT))
                .count();
    }

    /** The expression is invalid. */
    public static final class InvalidExpression extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidExpression(String message) {
            super(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…");
        }
    }
}
