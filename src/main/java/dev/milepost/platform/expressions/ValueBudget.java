package dev.milepost.platform.expressions;

import com.google.protobuf.ByteString;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Set;

/**
 * Limits the size of the strings, bytes and lists that one evaluation of a CEL expression creates by concatenation and
 * conversion. Doubling a value with {@code a + a} seven times makes it 128 times as long, and an expression can contain
 * hundreds of them. The limit is checked after a value is created, so one value can exceed it; that ends the
 * evaluation.
 */
public final class ValueBudget implements CelEvaluationListener {

    private static final Set<String> MAKING = Set.of("_+_", "string", "bytes");
    private static final long MOST = 8 << 20;

    private long left = MOST;

    /** Whether an expression can create values larger than its inputs. */
    public static boolean isNeededFor(CelExpr expression) {
        return switch (expression.getKind()) {
            case CALL ->
                MAKING.contains(expression.call().function())
                        || expression
                                .call()
                                .target()
                                .map(ValueBudget::isNeededFor)
                                .orElse(false)
                        || expression.call().args().stream().anyMatch(ValueBudget::isNeededFor);
            case SELECT -> isNeededFor(expression.select().operand());
            case LIST -> expression.list().elements().stream().anyMatch(ValueBudget::isNeededFor);
            case MAP ->
                expression.map().entries().stream()
                        .anyMatch(entry -> isNeededFor(entry.key()) || isNeededFor(entry.value()));
            case COMPREHENSION ->
                isNeededFor(expression.comprehension().iterRange())
                        || isNeededFor(expression.comprehension().loopCondition())
                        || isNeededFor(expression.comprehension().loopStep());
            default -> false;
        };
    }

    /** @throws IllegalStateException if the budget is exceeded */
    @Override
    public void callback(CelExpr expression, Object value) {
        if (expression.getKind() != Kind.CALL
                || !MAKING.contains(expression.call().function())) {
            return;
        }
        left -= size(value);
        if (left < 0) {
            throw new IllegalStateException("The expression creates values of more than %d bytes".formatted(MOST));
        }
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Collection<?> list) {
            return 4L * list.size();
        }
        if (value instanceof CelByteString bytes) {
            return bytes.size();
        }
        return value instanceof ByteString bytes ? bytes.size() : 0;
    }
}
