package dev.milepost.policy.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.expressions.JsonValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The CEL of policies: its variables, and the values of them. */
public final class PolicyExpressions {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_ITERATIONS = 20_000;

    /** About a tenth of a second. */
    private static final long MAX_STEPS = 5_000_000;

    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final List<String> TEXTS = List.of(
            "hook",
            "service",
            "kind",
            "type",
            "lifecycle",
            "team",
            "system",
            "tier",
            "risk",
            "compliance_level",
            "template",
            "template_version",
            "environment",
            "environment_tier");

    private static final BoundedCel MATCH = cel(Map.of());
    private static final BoundedCel RULES = cel(Map.of(
            "parameters",
            OBJECT,
            "evidence",
            MapType.create(SimpleType.STRING, ListType.create(SimpleType.DYN)),
            "input",
            OBJECT,
            "commit_sha",
            SimpleType.STRING,
            "artifact",
            SimpleType.STRING,
            "repository",
            SimpleType.STRING,
            "pull_request",
            SimpleType.STRING));

    private PolicyExpressions() {}

    private static BoundedCel cel(Map<String, CelType> more) {
        var variables = new HashMap<>(more);
        TEXTS.forEach(name -> variables.put(name, SimpleType.STRING));
        variables.put("entity", OBJECT);
        variables.put("annotations", MapType.create(SimpleType.STRING, SimpleType.STRING));
        return new BoundedCel(MAX_LENGTH, MAX_ITERATIONS, MAX_STEPS, variables);
    }

    /** @throws BoundedCel.InvalidExpression if it is not a valid expression or its type is not bool */
    static CelProgram compileMatch(String expression) {
        return MATCH.compile(expression);
    }

    /** @throws BoundedCel.InvalidExpression if it is not a valid expression or its type is not bool */
    static CelProgram compileRule(String expression) {
        return RULES.compile(expression);
    }

    /**
     * Returns the constant names under which an expression reads members of a variable, as {@code parameters.limit} or
     * {@code evidence["sarif"]}.
     */
    static Set<String> membersOf(String variable, CelProgram program) {
        var names = new TreeSet<String>();
        CelNavigableExpr.fromExpr(program.tree())
                .allNodes()
                .map(CelNavigableExpr::expr)
                .forEach(node -> addMember(variable, node, names));
        return names;
    }

    private static void addMember(String variable, CelExpr node, Set<String> names) {
        if (node.getKind() == Kind.SELECT && isVariable(variable, node.select().operand())) {
            names.add(node.select().field());
        } else if (node.getKind() == Kind.CALL
                && node.call().function().equals("_[_]")
                && isVariable(variable, node.call().args().get(0))
                && isText(node.call().args().get(1))) {
            names.add(node.call().args().get(1).constant().stringValue());
        }
    }

    /** Whether an expression uses a variable as a whole, such as {@code evidence.all(…)} or {@code evidence[x]}. */
    static boolean usesWhole(String variable, CelProgram program) {
        long uses = CelNavigableExpr.fromExpr(program.tree())
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> isVariable(variable, node))
                .count();
        long members = CelNavigableExpr.fromExpr(program.tree())
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> {
                    var one = new TreeSet<String>();
                    addMember(variable, node, one);
                    return !one.isEmpty();
                })
                .count();
        return uses > members;
    }

    private static boolean isVariable(String variable, CelExpr node) {
        return node.getKind() == Kind.IDENT && node.ident().name().equals(variable);
    }

    private static boolean isText(CelExpr node) {
        return node.getKind() == Kind.CONSTANT && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /** The members of an object as variables. Their values are views of it. */
    public static Map<String, Object> variables(JsonNode object) {
        var map = new HashMap<String, Object>();
        object.properties().forEach(member -> map.put(member.getKey(), JsonValues.of(member.getValue())));
        return map;
    }
}
