package dev.milepost.slo.objectives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.milepost.platform.expressions.CelTexts;
import dev.milepost.platform.expressions.ValueBudget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A condition on an event: a CEL expression over {@code data}, {@code type} and {@code source}. It is limited by
 * iterations and not by time, so that an event always has the same result. The texts that it joins are limited in
 * bytes.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL</a>
 */
public final class EventFilter {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ITERATIONS = 1_000;

    private static final Cel CEL = CelTexts.bounded(CelFactory.standardCelBuilder(), MAX_ITERATIONS)
            .setOptions(CelOptions.current()
                    .maxExpressionCodePointSize(MAX_LENGTH)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    // JSON does not distinguish 1 from 1.0.
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("data", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("type", SimpleType.STRING)
            .addVar("source", SimpleType.STRING)
            .setResultType(SimpleType.BOOL)
            .build();

    private final String expression;
    private final CelRuntime.Program program;
    private final EqualityPrefilter prefilter;
    private final boolean makesValues;
    private final ReadFields fields;

    private EventFilter(String expression, CelAbstractSyntaxTree tree) throws CelEvaluationException {
        this.expression = expression;
        this.program = CEL.createProgram(tree);
        this.prefilter = EqualityPrefilter.of(tree.getExpr());
        this.makesValues = ValueBudget.isNeededFor(tree.getExpr());
        this.fields = ReadFields.of(tree.getExpr());
    }

    /** @throws InvalidExpression if it is not a valid expression or its type is not bool */
    public static EventFilter of(String expression) {
        try {
            return new EventFilter(expression, CEL.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidExpression(String.valueOf(e.getMessage()));
        }
    }

    ReadFields fields() {
        return fields;
    }

    EqualityPrefilter prefilter() {
        return prefilter;
    }

    /** Returns empty if the expression cannot be evaluated, for example if a field is missing or has another type. */
    Optional<Boolean> matches(SliEvent event) {
        CelTexts.begin();
        // Most filters compare a field with one name, and most events have another one.
        if (prefilter.excludes(event)) {
            return Optional.of(false);
        }
        try {
            Map<String, Object> variables =
                    Map.of("data", map(event.data()), "type", event.type(), "source", event.source());
            var value = makesValues ? program.trace(variables, new ValueBudget()) : program.eval(variables);
            return value instanceof Boolean holds ? Optional.of(holds) : Optional.empty();
        } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
            // The CEL runtime throws many types of exceptions for unexpected values.
            return Optional.empty();
        }
    }

    private static Map<String, Object> map(JsonNode object) {
        var map = new HashMap<String, Object>();
        object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> node.valueStream().map(EventFilter::value).toList();
            // Integers have 64 bits in CEL and any size in JSON.
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? (Object) node.longValue()
                        : (Object) node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    /** Returns the expression as a quoted text, so that it is unambiguous in the canonical text of an indicator. */
    @Override
    public String toString() {
        return TextNode.valueOf(expression).toString();
    }

    /** The expression is invalid. */
    public static final class InvalidExpression extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidExpression(String message) {
            super(message);
        }
    }
}
