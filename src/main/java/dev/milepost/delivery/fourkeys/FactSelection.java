package dev.milepost.delivery.fourkeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of all facts: those of the organisation, of some teams, of one group.
 *
 * @param scope the scope whose rollups with these keys sum it up; null where none do, or facts are read as fast
 * @param lookupKey a service, or the literal of an array of ids of {@code dimension}, as {@code owners} says
 */
record FactSelection(@Nullable RollupScope scope, List<String> keys, FactLookup lookup, String lookupKey) {

    static final FactSelection ORGANISATION =
            new FactSelection(RollupScope.ORGANISATION, List.of(""), FactLookup.ALL, "");

    /** One service is read from its facts, which are few and together. */
    static FactSelection service(String service) {
        return new FactSelection(null, List.of(), FactLookup.SERVICE, service);
    }

    static FactSelection dimensions(String ids) {
        return new FactSelection(null, List.of(), FactLookup.DIMENSIONS, ids);
    }

    static FactSelection ofScope(RollupScope scope, List<String> keys, String ids) {
        return new FactSelection(scope, List.copyOf(keys), FactLookup.DIMENSIONS, ids);
    }

    /** How the facts of a part are found. */
    enum FactLookup {
        ALL("true"),
        SERVICE("x.service = c.owner"),
        DIMENSIONS("x.dimension = any (c.owner::integer[])");

        private final String condition;

        FactLookup(String condition) {
            this.condition = condition;
        }

        /** As SQL on a fact {@code x} and a cell {@code c}. */
        String condition() {
            return condition;
        }

        /**
         * What a query finds of each owner, as SQL: asked for one owner after the other, the first facts of each are found
         * along an index, however many there are.
         *
         * @param facts a query with a format argument for the condition on the owner
         */
        String perKey(String facts) {
            return this == DIMENSIONS
                    ? "unnest(?::text::integer[]) c (owner) cross join lateral (%s) x"
                            .formatted(facts.formatted("x.dimension = c.owner"))
                    : "(select ?::text as owner) c cross join lateral (%s) x".formatted(facts.formatted(condition));
        }

        /**
         * A moment as the index holds it that serves these owners. The indexes by time alone hold it without its zone,
         * so that they serve questions about all facts and are never taken for others, whatever the planner guesses of
         * the length of a window.
         */
        String timeExpression(String expression) {
            return this == ALL ? "(%s at time zone 'UTC')".formatted(expression) : expression;
        }

        /** Whether a moment lies in {@code [from, to)}, as SQL. */
        String betweenCondition(String moment, String from, String to) {
            return "%1$s >= %2$s and %1$s < %3$s"
                    .formatted(timeExpression(moment), timeExpression(from), timeExpression(to));
        }
    }
}
