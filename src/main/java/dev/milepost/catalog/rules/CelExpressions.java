package dev.milepost.catalog.rules;

import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.platform.expressions.CelProgram;
import java.util.Map;

/**
 * Compiles the expressions of rules. Variables: {@code entity}, {@code kind}, {@code type}, {@code lifecycle} (empty if
 * the entity has none), {@code annotations} and {@code spec}.
 */
final class CelExpressions {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_ITERATIONS = 10_000;
    private static final long MAX_STEPS = 5_000_000;

    private static final MapType MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final BoundedCel CEL = new BoundedCel(
            MAX_LENGTH,
            MAX_ITERATIONS,
            MAX_STEPS,
            Map.of(
                    "entity",
                    MAP,
                    "spec",
                    MAP,
                    "annotations",
                    MapType.create(SimpleType.STRING, SimpleType.STRING),
                    "kind",
                    SimpleType.STRING,
                    "type",
                    SimpleType.STRING,
                    "lifecycle",
                    SimpleType.STRING));

    private CelExpressions() {}

    /** @throws InvalidRule if the expression is invalid or its result is not a boolean */
    static CelProgram compile(String id, String expression) {
        try {
            return CEL.compile(expression);
        } catch (BoundedCel.InvalidExpression e) {
            throw new InvalidRule(id, "has an invalid expression: " + e.getMessage());
        }
    }
}
