package dev.milepost.slo.objectives;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The comparisons of {@code data} fields with a text that an expression requires: {@code ==} terms that are joined by
 * {@code &&}. If the event has another text in such a field, the expression is false. In CEL, false and anything is
 * false, even if the other side is an error.
 */
record EqualityPrefilter(List<Equality> all) {

    private record Equality(List<String> path, String text) {}

    EqualityPrefilter {
        all = List.copyOf(all);
    }

    static EqualityPrefilter of(CelExpr expression) {
        var all = new ArrayList<Equality>();
        collect(expression, all);
        return new EqualityPrefilter(all);
    }

    /** Returns true if a field has another text than required. If the value is not a text, CEL decides. */
    boolean excludes(SliEvent event) {
        for (var equality : all) {
            JsonNode value = event.data();
            for (var name : equality.path()) {
                value = value.path(name);
            }
            if (value.isTextual() && !value.textValue().equals(equality.text())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the texts that the expression requires in a field of the data. */
    Stream<String> required(String field) {
        var path = List.of(field);
        return all.stream().filter(equality -> equality.path().equals(path)).map(Equality::text);
    }

    private static void collect(CelExpr expression, List<Equality> all) {
        if (expression.getKind() != Kind.CALL) {
            return;
        }
        var call = expression.call();
        if (call.function().equals("_&&_")) {
            call.args().forEach(part -> collect(part, all));
        } else if (call.function().equals("_==_")) {
            add(call.args().get(0), call.args().get(1), all);
            add(call.args().get(1), call.args().get(0), all);
        }
    }

    private static void add(CelExpr member, CelExpr text, List<Equality> all) {
        var path = path(member);
        if (path.size() > 1
                && path.get(0).equals("data")
                && text.getKind() == Kind.CONSTANT
                && text.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            all.add(new Equality(
                    List.copyOf(path.subList(1, path.size())), text.constant().stringValue()));
        }
    }

    /** Returns the names of an expression {@code a.b.c}; empty for any other expression. */
    private static List<String> path(CelExpr expression) {
        if (expression.getKind() == Kind.IDENT) {
            return new ArrayList<>(List.of(expression.ident().name()));
        }
        if (expression.getKind() != Kind.SELECT || expression.select().testOnly()) {
            return List.of();
        }
        var path = path(expression.select().operand());
        if (!path.isEmpty()) {
            path.add(expression.select().field());
        }
        return path;
    }
}
