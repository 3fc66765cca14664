package dev.milepost.fourkeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of all facts: those of the organisation, of some teams, of one group.
 *
 * @param scope the scope whose rollups with these keys sum it up; null where none do, or facts are read as fast
 * @param owner a service, or the literal of an array of ids of {@code dimension}, as {@code owners} says
 */
record Part(@Nullable Scope scope, List<String> keys, Owners owners, String owner) {

    static final Part ORGANISATION = new Part(Scope.ORGANISATION, List.of(""), Owners.ALL, "");

    /** One service is read from its facts, which are few and together. */
    static Part service(String service) {
        return new Part(null, List.of(), Owners.SERVICE, service);
    }

    static Part dimensions(String ids) {
        return new Part(null, List.of(), Owners.DIMENSIONS, ids);
    }

    static Part scoped(Scope scope, List<String> keys, String ids) {
        return new Part(scope, List.copyOf(keys), Owners.DIMENSIONS, ids);
    }

    /** How the facts of a part are found. */
    enum Owners {
        ALL("true"),
        SERVICE("x.service = c.owner"),
        DIMENSIONS("x.dimension = any (c.owner::integer[])");

        private final String condition;

        Owners(String condition) {
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
        String each(String facts) {
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
        String moment(String expression) {
            return this == ALL ? "(%s at time zone 'UTC')".formatted(expression) : expression;
        }

        /** Whether a moment lies in {@code [from, to)}, as SQL. */
        String within(String moment, String from, String to) {
            return "%1$s >= %2$s and %1$s < %3$s".formatted(moment(moment), moment(from), moment(to));
        }
    }
}
