package dev.milepost.platform.expressions;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An upper estimate of the size of the types in an expression, computed before CEL infers them. The type of
 * {@code [[a]]} is larger than the type of {@code a} by two, and the type of {@code {a: a}} is twice as large. In a chain
 * of macros, each one starts from the type of the one before. CEL copies and compares types, which takes heap and time.
 */
final class CelTypeSize {

    private static final int MOST = 1_000;

    /** The sizes of the types of the variables of the enclosing macros. All others have a size of 1. */
    private final Map<String, Integer> variables = new HashMap<>();

    private int largest = 1;

    private CelTypeSize() {}

    /** The size of the largest type in an expression, at most 1,000. */
    static int of(CelExpr expression) {
        var sizes = new CelTypeSize();
        sizes.size(expression);
        return sizes.largest;
    }

    private int size(CelExpr node) {
        int size = switch (node.getKind()) {
            case IDENT -> variables.getOrDefault(node.ident().name(), 1);
            case SELECT -> size(node.select().operand());
            case LIST -> 1 + largest(node.list().elements().stream());
            case MAP ->
                1
                        + largest(node.map().entries().stream().map(CelExpr.CelMap.Entry::key))
                        + largest(node.map().entries().stream().map(CelExpr.CelMap.Entry::value));
            case CALL ->
                // The result of each standard function is simple, or is an argument or part of one.
                largest(Stream.concat(node.call().target().stream(), node.call().args().stream()));
            case COMPREHENSION -> size(node.comprehension());
            default -> 1;
        };
        largest = Math.max(largest, Math.min(size, MOST));
        return Math.min(size, MOST);
    }

    private int largest(Stream<CelExpr> nodes) {
        return nodes.mapToInt(this::size).max().orElse(1);
    }

    private int size(CelComprehension macro) {
        int elements = size(macro.iterRange());
        int start = size(macro.accuInit());
        var outer = new HashMap<>(variables);
        // The type of an element is a part of the type of its list or map.
        int element = Math.max(1, elements - 1);
        variables.put(macro.iterVar(), element);
        variables.put(macro.iterVar2(), element);
        variables.put(macro.accuVar(), start);
        size(macro.loopCondition());
        int step = size(macro.loopStep());
        variables.put(macro.accuVar(), Math.max(start, step));
        int result = size(macro.result());
        variables.clear();
        variables.putAll(outer);
        return result;
    }
}
