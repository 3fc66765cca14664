package dev.milepost.platform.expressions;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Estimates the steps of an evaluation from the expression alone. A text of the variables has 100 characters, and a list
 * or map of theirs 10 elements. Every operand of a logical operator is evaluated, and every loop runs to its end.
 */
final class CelCost {

    private static final long TEXT = 100;
    private static final long ELEMENTS = 10;

    /** The instructions of a regular expression that is not a constant. */
    private static final long UNKNOWN_INSTRUCTIONS = 100;

    private static final long MOST = Long.MAX_VALUE >> 32;

    private CelCost() {}

    static long of(CelExpr node) {
        long parts = switch (node.getKind()) {
            case SELECT -> of(node.select().operand());
            case LIST -> sum(node.list().elements().stream());
            case MAP -> sum(node.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value())));
            case CALL -> call(node.call());
            case COMPREHENSION -> loop(node.comprehension());
            default -> 0;
        };
        return Math.min(MOST, NodeChecks.STEPS_OF_NODE + parts);
    }

    private static long sum(Stream<CelExpr> nodes) {
        return Math.min(MOST, nodes.mapToLong(CelCost::of).sum());
    }

    private static long call(CelCall call) {
        long arguments = sum(arguments(call).stream());
        return switch (call.function()) {
            case "matches" -> arguments + matching(call);
            case "contains", "startsWith", "endsWith", "_+_" -> arguments + TEXT;
            default -> arguments;
        };
    }

    private static List<CelExpr> arguments(CelCall call) {
        return Stream.concat(call.target().stream(), call.args().stream()).toList();
    }

    private static long matching(CelCall call) {
        var arguments = arguments(call);
        var pattern = text(arguments.get(arguments.size() - 1));
        long instructions = pattern.map(CelCost::instructions).orElse(UNKNOWN_INSTRUCTIONS);
        long characters = pattern.map(String::length).map(Integer::longValue).orElse(TEXT);
        return CelTexts.COMPILING * (characters + instructions) + instructions * TEXT;
    }

    private static Optional<String> text(CelExpr node) {
        return node.getKind() == Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(node.constant().stringValue())
                : Optional.empty();
    }

    private static long instructions(String pattern) {
        try {
            return LinearExpression.instructions(pattern);
        } catch (PatternSyntaxException e) {
            // An evaluation fails at once.
            return 0;
        }
    }

    private static long loop(CelComprehension loop) {
        long iteration = of(loop.loopCondition()) + of(loop.loopStep());
        return of(loop.iterRange()) + of(loop.accuInit()) + of(loop.result()) + elements(loop.iterRange()) * iteration;
    }

    private static long elements(CelExpr range) {
        return switch (range.getKind()) {
            case LIST -> range.list().elements().size();
            case MAP -> range.map().entries().size();
            default -> ELEMENTS;
        };
    }
}
