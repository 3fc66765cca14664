package dev.milepost.delivery.fourkeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selection of facts: those of the organisation, of some teams, or of one group.
 *
 * @param scope the scope of the rollups that sum up these facts by {@code keys}; null if there are none, or if reading
 *     the facts is as fast
 * @param lookupKey a service, or an array literal of ids of {@code dimension}, depending on {@code lookup}
 */
record FactSelection(@Nullable RollupScope scope, List<String> keys, FactLookup lookup, String lookupKey) {

    static final FactSelection ORGANISATION =
            new FactSelection(RollupScope.ORGANISATION, List.of(""), FactLookup.ALL, "");

    /** One service is counted from its facts. These are few, and stored together. */
    static FactSelection service(String service) {
        return new FactSelection(null, List.of(), FactLookup.SERVICE, service);
    }

    static FactSelection dimensions(String ids) {
        return new FactSelection(null, List.of(), FactLookup.DIMENSIONS, ids);
    }

    static FactSelection ofScope(RollupScope scope, List<String> keys, String ids) {
        return new FactSelection(scope, List.copyOf(keys), FactLookup.DIMENSIONS, ids);
    }

    /** How the facts of a selection are looked up. */
    enum FactLookup {
        ALL("true"),
        SERVICE("x.service = c.owner"),
        DIMENSIONS("x.dimension = any (c.owner::integer[])");

        private final String condition;

        FactLookup(String condition) {
            this.condition = condition;
        }

        /** The condition as SQL on a fact {@code x} and a count query {@code c}. */
        String condition() {
            return condition;
        }

        /** The same for {@code delivery}, whose index by service and time has the collation {@code "POSIX"}. */
        String deliveryCondition() {
            return this == SERVICE ? "x.service collate \"POSIX\" = c.owner" : condition;
        }

        /**
         * SQL that runs a query for each lookup key. With a lateral join the first facts of each key are found along an
         * index, no matter how many there are.
         *
         * @param facts a query with a format argument for the condition on the lookup key
         * @param ofService this condition, or that of {@link #deliveryCondition()}
         */
        String perKey(String facts, String ofService) {
            return this == DIMENSIONS
                    ? "unnest(?::text::integer[]) c (owner) cross join lateral (%s) x"
                            .formatted(facts.formatted("x.dimension = c.owner"))
                    : "(select ?::text as owner) c cross join lateral (%s) x".formatted(facts.formatted(ofService));
        }

        /**
         * A time in the form of the index that serves this lookup. The indexes by time alone contain it without time
         * zone. So they serve queries about all facts, and the planner never chooses them for others, whatever length
         * of the window it estimates.
         */
        String timeExpression(String expression) {
            return this == ALL ? "(%s at time zone 'UTC')".formatted(expression) : expression;
        }

        /** SQL of the condition that a time is in {@code [from, to)}. */
        String betweenCondition(String moment, String from, String to) {
            return "%1$s >= %2$s and %1$s < %3$s"
                    .formatted(timeExpression(moment), timeExpression(from), timeExpression(to));
        }
    }
}
