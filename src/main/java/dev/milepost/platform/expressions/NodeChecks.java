package dev.milepost.platform.expressions;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelRuntimeException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is checked of the nodes of a CEL expression while it is evaluated: the steps that they take, the memory of lists
 * and maps, and values that the runtime would print or hash, which can take exponential time.
 */
final class NodeChecks {

    private static final Set<String> LOGICAL =
            Set.of("_&&_", "_||_", "_?_:_", "@not_strictly_false", "__not_strictly_false__");
    private static final Set<String> BOOLEAN = Set.of(
            "_&&_",
            "_||_",
            "!_",
            "@not_strictly_false",
            "__not_strictly_false__",
            "_==_",
            "_!=_",
            "_<_",
            "_<=_",
            "_>_",
            "_>=_",
            "@in",
            "_in_",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "bool");

    private static final String ACCUMULATOR = "@result";

    static final int STEPS_OF_NODE = 10;

    /** An exception has a stack trace. */
    private static final int STEPS_OF_FAILURE = 2_000;

    private static final int SIZE_OF_LIST = 16;
    private static final int SIZE_OF_ELEMENT = 4;
    private static final int SIZE_OF_ENTRY = 48;

    /** What is checked of a value. */
    private enum Check {
        NONE,
        IS_BOOLEAN,
        IS_KEY,
        SIZE
    }

    /** By the id of a node. */
    private final Check[] checks;

    /** By the id of a node, the id of the node that is evaluated next; 0 if it is not always the same one. */
    private final int[] next;

    private boolean checksValues;
    private boolean loops;
    private boolean literals;
    private int failing;

    private NodeChecks(int nodes) {
        checks = new Check[nodes];
        Arrays.fill(checks, Check.NONE);
        next = new int[nodes];
    }

    static NodeChecks of(CelExpr expression) {
        var nodes = CelNavigableExpr.fromExpr(expression)
                .allNodes()
                .map(CelNavigableExpr::expr)
                .toList();
        var most = nodes.stream().mapToLong(CelExpr::id).max().orElse(0);
        var checks = new NodeChecks(Math.toIntExact(most) + 1);
        nodes.forEach(checks::add);
        return checks;
    }

    /**
     * Whether anything needs a check. Without a loop, a node takes at most as long as the data is large. A few failures
     * in each iteration are within the steps.
     */
    boolean areNeeded(int maxIterations, long maxSteps) {
        return checksValues || (loops && (literals || (long) failing * maxIterations * STEPS_OF_FAILURE > maxSteps));
    }

    /** The steps to evaluate each node once. */
    long steps() {
        return (long) STEPS_OF_NODE * checks.length;
    }

    private void add(CelExpr node) {
        switch (node.getKind()) {
            case CALL -> addCall(node);
            case SELECT -> {
                failing++;
                follow(node.select().operand(), node);
            }
            case LIST -> {
                check(node, Check.SIZE);
                literals |= !node.list().elements().isEmpty();
                addLast(node.list().elements(), node);
            }
            case MAP -> addMap(node);
            case COMPREHENSION -> {
                loops = true;
                failing++;
                follow(node.comprehension().iterRange(), node.comprehension().accuInit());
            }
            default -> {
                // Constants and identifiers have no parts. Messages are not declared.
            }
        }
    }

    private void addCall(CelExpr node) {
        var call = node.call();
        if (!LOGICAL.contains(call.function())) {
            failing++;
            // The arguments are evaluated after the target.
            addLast(call.args().isEmpty() ? call.target().stream().toList() : call.args(), node);
            return;
        }
        var operands = call.function().equals("_?_:_") ? call.args().subList(0, 1) : call.args();
        for (var operand : operands) {
            if (!isBoolean(operand)) {
                check(operand, Check.IS_BOOLEAN);
                checksValues = true;
            }
        }
    }

    private void addMap(CelExpr node) {
        check(node, Check.SIZE);
        literals = true;
        for (var entry : node.map().entries()) {
            if (entry.key().getKind() != Kind.CONSTANT) {
                check(entry.key(), Check.IS_KEY);
                checksValues = true;
            }
        }
        addLast(node.map().entries().stream().map(CelMap.Entry::value).toList(), node);
    }

    private void addLast(List<CelExpr> parts, CelExpr node) {
        if (!parts.isEmpty()) {
            follow(parts.get(parts.size() - 1), node);
        }
    }

    private void follow(CelExpr node, CelExpr following) {
        next[Math.toIntExact(node.id())] = Math.toIntExact(following.id());
    }

    private void check(CelExpr node, Check check) {
        int id = Math.toIntExact(node.id());
        if (checks[id] == Check.NONE || check != Check.SIZE) {
            checks[id] = check;
        }
    }

    /** Whether the value of a node is always a boolean. The accumulators of macros are, where they are operands. */
    private static boolean isBoolean(CelExpr node) {
        return switch (node.getKind()) {
            case CONSTANT -> node.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE;
            case SELECT -> node.select().testOnly();
            case IDENT -> node.ident().name().equals(ACCUMULATOR);
            case CALL ->
                BOOLEAN.contains(node.call().function())
                        || (node.call().function().equals("_?_:_")
                                && node.call().args().stream().skip(1).allMatch(NodeChecks::isBoolean));
            case COMPREHENSION -> isBoolean(node.comprehension().result());
            default -> false;
        };
    }

    /** @param eachNode called for each evaluated node */
    CelEvaluationListener listener(CelBudget budget, Runnable eachNode) {
        return new Listener(budget, eachNode);
    }

    /** The checks of one evaluation. */
    private final class Listener implements CelEvaluationListener {

        private final CelBudget budget;
        private final Runnable eachNode;
        private int expected;

        Listener(CelBudget budget, Runnable eachNode) {
            this.budget = budget;
            this.eachNode = eachNode;
        }

        /** The runtime does not report a node that fails. It is noticed by the next report, which is of another node. */
        @Override
        public void callback(CelExpr node, Object value) {
            eachNode.run();
            int id = Math.toIntExact(node.id());
            budget.take(expected == 0 || expected == id ? STEPS_OF_NODE : STEPS_OF_FAILURE);
            expected = next[id];
            switch (checks[id]) {
                case NONE -> {
                    // Most nodes.
                }
                case SIZE -> budget.create(size(value));
                case IS_BOOLEAN -> refuse(!(value instanceof Boolean), "expected a boolean");
                case IS_KEY -> {
                    refuse(CelComparison.isContainer(value), "a list or a map is no key");
                    budget.take(MeteredCelFunctions.textSize(value));
                }
            }
        }

        private void refuse(boolean wrong, String message) {
            if (wrong) {
                budget.take(STEPS_OF_FAILURE);
                throw new CelRuntimeException(new IllegalArgumentException(message), CelErrorCode.INVALID_ARGUMENT);
            }
        }
    }

    private static long size(Object value) {
        if (value instanceof Collection<?> list) {
            return SIZE_OF_LIST + (long) SIZE_OF_ELEMENT * list.size();
        }
        return value instanceof Map<?, ?> map ? SIZE_OF_LIST + (long) SIZE_OF_ENTRY * map.size() : 0;
    }
}
