package dev.milepost.slo.objectives;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.expressions.JsonValues;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A condition on an event: a CEL expression over {@code data}, {@code type} and {@code source}. It is limited in steps
 * and not by time, so that an event always has the same result.
 */
public final class EventFilter {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_ITERATIONS = 1_000;

    private static final BoundedCel CEL = new BoundedCel(
            MAX_LENGTH,
            MAX_ITERATIONS,
            EvaluationSteps.MAX,
            Map.of(
                    "data", MapType.create(SimpleType.STRING, SimpleType.DYN),
                    "type", SimpleType.STRING,
                    "source", SimpleType.STRING));

    private final String expression;
    private final CelProgram program;
    private final EqualityPrefilter prefilter;
    private final ReadFields fields;

    private EventFilter(String expression) {
        this.expression = expression;
        this.program = CEL.compile(expression);
        this.prefilter = EqualityPrefilter.of(program.tree());
        this.fields = ReadFields.of(program.tree());
    }

    /** @throws BoundedCel.InvalidExpression if it is not a valid expression or its type is not bool */
    public static EventFilter of(String expression) {
        return new EventFilter(expression);
    }

    /** Returns the fields of event data that the expression reads. */
    public ReadFields fields() {
        return fields;
    }

    EqualityPrefilter prefilter() {
        return prefilter;
    }

    /** Returns the texts that the expression requires in a field of the data by {@code ==}. */
    Stream<String> required(String field) {
        return prefilter.required(field);
    }

    /** Returns an estimate of the steps of an evaluation, from the expression alone. */
    public long estimatedSteps() {
        return program.estimatedSteps();
    }

    /** Returns empty if the expression cannot be evaluated, for example if a field is missing or has another type. */
    Optional<Boolean> matches(SliEvent event) {
        return matches(event, new EvaluationSteps());
    }

    /** Returns empty also if no steps are left for the expression. */
    Optional<Boolean> matches(SliEvent event, EvaluationSteps steps) {
        // Most filters compare a field with one name, and most events have another one.
        if (prefilter.excludes(event)) {
            return Optional.of(false);
        }
        long before = CelProgram.stepsOfThread();
        try {
            Map<String, Object> variables =
                    Map.of("data", JsonValues.of(event.data()), "type", event.type(), "source", event.source());
            return program.evaluate(variables, steps.left()) instanceof Boolean holds
                    ? Optional.of(holds)
                    : Optional.empty();
        } catch (CelEvaluationException | StackOverflowError e) {
            return Optional.empty();
        } finally {
            steps.take(CelProgram.stepsOfThread() - before);
        }
    }

    String expression() {
        return expression;
    }

    /** Returns the expression as a quoted text, so that it is unambiguous in the canonical text of an indicator. */
    @Override
    public String toString() {
        return TextNode.valueOf(expression).toString();
    }
}
