package dev.milepost.slo.objectives;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of event data that something reads. Other fields are not stored.
 *
 * @param paths the names from the data down; a path without names is all of the data
 */
public record ReadFields(SortedSet<List<String>> paths) {

    private static final String DATA = "data";

    private static final Comparator<List<String>> BY_NAMES =
            (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));

    public ReadFields {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    }

    static ReadFields of(Stream<EventFilter> filters, Stream<FieldPath> fields) {
        var paths = new TreeSet<>(BY_NAMES);
        filters.forEach(filter -> paths.addAll(filter.fields().paths()));
        fields.forEach(field -> field.names().ifPresent(paths::add));
        return new ReadFields(paths);
    }

    /** Adds fields. */
    public ReadFields and(Set<String> names) {
        var all = new TreeSet<>(paths);
        names.forEach(name -> all.add(List.of(name)));
        return new ReadFields(all);
    }

    /** Returns true if a field, or a part of it, is read. */
    public boolean reads(String name) {
        return paths.stream().anyMatch(path -> path.isEmpty() || path.get(0).equals(name));
    }

    /**
     * Returns the fields that an expression reads: the fields that it names, and the whole of an object that it
     * iterates over.
     */
    static ReadFields of(CelExpr expression) {
        var paths = new TreeSet<>(BY_NAMES);
        collect(expression, paths);
        return new ReadFields(paths);
    }

    private static void collect(CelExpr expression, SortedSet<List<String>> paths) {
        var path = path(expression);
        if (path != null) {
            paths.add(List.copyOf(path));
            return;
        }
        switch (expression.getKind()) {
            case SELECT -> collect(expression.select().operand(), paths);
            case CALL -> {
                expression.call().target().ifPresent(target -> collect(target, paths));
                expression.call().args().forEach(argument -> collect(argument, paths));
            }
            case LIST -> expression.list().elements().forEach(element -> collect(element, paths));
            case STRUCT -> expression.struct().entries().forEach(entry -> collect(entry.value(), paths));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    collect(entry.key(), paths);
                    collect(entry.value(), paths);
                });
            case COMPREHENSION -> {
                var loop = expression.comprehension();
                Stream.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())
                        .forEach(part -> collect(part, paths));
            }
            default -> {
                // Constants and other identifiers do not read the data.
            }
        }
    }

    /**
     * Returns the names of {@code data.a.b}, also if it is written {@code data["a"].b}; null for any other expression.
     */
    private static @Nullable List<String> path(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name().equals(DATA) ? new ArrayList<>() : null;
            case SELECT ->
                longer(path(expression.select().operand()), expression.select().field());
            case CALL -> {
                var call = expression.call();
                yield call.function().equals("_[_]")
                                && call.args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                                && call.args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE
                        ? longer(
                                path(call.args().get(0)),
                                call.args().get(1).constant().stringValue())
                        : null;
            }
            default -> null;
        };
    }

    private static @Nullable List<String> longer(@Nullable List<String> path, String name) {
        if (path != null) {
            path.add(name);
        }
        return path;
    }

    /**
     * Returns the data reduced to the fields, in their original order. A value that is not an object is returned as it
     * is.
     */
    public JsonNode of(JsonNode data) {
        return of(data, paths);
    }

    private static JsonNode of(JsonNode value, Collection<List<String>> paths) {
        if (!(value instanceof ObjectNode object) || paths.stream().anyMatch(List::isEmpty)) {
            return value;
        }
        var byName = paths.stream()
                .collect(groupingBy(path -> path.get(0), mapping(path -> path.subList(1, path.size()), toList())));
        var kept = object.objectNode();
        for (var member : object.properties()) {
            var within = byName.get(member.getKey());
            if (within != null) {
                kept.set(member.getKey(), of(member.getValue(), within));
            }
        }
        return kept;
    }
}
