package dev.milepost.platform.expressions;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;

/**
 * Compiles CEL expressions over some variables. The language is CEL with its standard functions and
 * macros; {@code 1} equals {@code 1.0}, because JSON does not distinguish them.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL</a>
 */
public final class BoundedCel {

    private static final int MAX_DEPTH = 50;

    private static final int MAX_TYPE_SIZE = 50;

    private static final int MAX_MESSAGE = 500;

    private final Cel cel;
    private final int maxIterations;
    private final long maxSteps;

    /** Compiles expressions of true or false; see the other constructor. */
    public BoundedCel(int maxLength, int maxIterations, long maxSteps, Map<String, CelType> variables) {
        this(maxLength, maxIterations, maxSteps, variables, SimpleType.BOOL);
    }

    /**
     * @param maxLength the maximum length of an expression in code points
     * @param maxIterations the maximum iterations of all loops of one evaluation, and the maximum instructions of a
     *     regular expression
     * @param maxSteps the maximum steps of one evaluation; 5 million take about a tenth of a second
     * @param result the type of the expressions; {@link SimpleType#DYN} for any
     */
    public BoundedCel(int maxLength, int maxIterations, long maxSteps, Map<String, CelType> variables, CelType result) {
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
                .setResultType(result);
        variables.forEach(builder::addVar);
        this.cel = builder.build();
        this.maxIterations = maxIterations;
        this.maxSteps = maxSteps;
    }

    /** @throws InvalidExpression if it is not a valid expression or has another type */
    public CelProgram compile(String expression) {
        try {
            var parsed = cel.parse(expression).getAst();
            if (CelTypeSize.of(parsed.getExpr()) > MAX_TYPE_SIZE) {
                throw new InvalidExpression("it nests lists or maps too deeply");
            }
            var checked = cel.check(parsed).getAst();
            return new CelProgram(checked.getExpr(), cel.createProgram(checked), maxIterations, maxSteps);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidExpression(String.valueOf(e.getMessage()));
        }
    }

    /** The expression is invalid. */
    public static final class InvalidExpression extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidExpression(String message) {
            super(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…");
        }
    }
}
