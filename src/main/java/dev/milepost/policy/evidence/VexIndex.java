package dev.milepost.policy.evidence;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest statements about the vulnerabilities of components. It keeps only what expected findings ask for, and its
 * work is limited: the names of a statement times its products can be much more than its text.
 */
final class VexIndex {

    /** The identifiers that are looked at and the statements that are kept, each time: about a second. */
    private static final int MOST_WORK = 5_000_000;

    /** By the vulnerabilities of the expected findings. */
    private final Map<String, Latest> vulnerabilities = new HashMap<>();

    /** All identifiers of the components of the expected findings. */
    private final Set<String> identifiers = new HashSet<>();

    private int work;

    /**
     * What a statement says about what it covers.
     *
     * @param at the latest statement decides; of several at once, the first that was added
     * @param because what a vulnerability is suppressed by
     */
    record Statement(boolean suppresses, Instant at, String because) {}

    /** The latest statements about a vulnerability. */
    private static final class Latest {

        private final Map<String, Numbered> byIdentifier = new HashMap<>();
        private @Nullable Numbered ofAll;
    }

    /** @param number the place in the order of adding */
    private record Numbered(Statement statement, int number) {

        Numbered orLater(@Nullable Numbered other) {
            if (other == null) {
                return this;
            }
            int order = statement.at().compareTo(other.statement.at());
            return order > 0 || order == 0 && number < other.number ? this : other;
        }
    }

    /** Adds a finding that will be asked for. All must be added before the first statement. */
    void expect(String vulnerability, String component) {
        vulnerabilities.computeIfAbsent(vulnerability, none -> new Latest());
        identifiers.addAll(identifiers(component));
    }

    boolean expects(String vulnerability) {
        return vulnerabilities.containsKey(vulnerability);
    }

    /** Adds a statement about vulnerabilities of all components. */
    void addForAll(Set<String> names, Statement statement) {
        for (var name : names) {
            var latest = vulnerabilities.get(name);
            if (latest != null) {
                latest.ofAll = numbered(statement).orLater(latest.ofAll);
            }
        }
    }

    /** Adds a statement about vulnerabilities of the components that have an identifier. */
    void add(Set<String> names, String identifier, Statement statement) {
        count();
        if (identifiers.contains(identifier)) {
            for (var name : names) {
                var latest = vulnerabilities.get(name);
                if (latest != null) {
                    latest.byIdentifier.compute(
                            identifier, (key, before) -> numbered(statement).orLater(before));
                }
            }
        }
    }

    /** The latest statement that covers a vulnerability of a component. */
    Optional<Statement> latest(String vulnerability, String component) {
        var latest = vulnerabilities.get(vulnerability);
        if (latest == null) {
            return Optional.empty();
        }
        var found = latest.ofAll;
        for (var identifier : identifiers(component)) {
            var next = latest.byIdentifier.get(identifier);
            found = next == null ? found : next.orLater(found);
        }
        return found == null ? Optional.empty() : Optional.of(found.statement());
    }

    private Numbered numbered(Statement statement) {
        count();
        return new Numbered(statement, work);
    }

    /** Counts an identifier that is looked at, or a statement that is kept. */
    void count() {
        if (++work > MOST_WORK) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "The OpenVEX statements about the service name too many products for too many vulnerabilities. "
                            + "Statements with fewer products or aliases name fewer.");
        }
    }

    /**
     * The identifiers that are those of a component: its own, and for a package URL that without qualifiers and that
     * without version, which is that of all its versions.
     */
    private static List<String> identifiers(String component) {
        if (component.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<String>();
        all.add(component);
        if (component.startsWith("pkg:")) {
            var plain = VexSubject.withoutQualifiers(component);
            all.add(plain);
            // The last segment has the version. Others may have a scope, such as @acme, or a version by mistake.
            int at = plain.indexOf('@');
            while (at >= 0) {
                all.add(plain.substring(0, at));
                int segment = plain.indexOf('/', at);
                at = segment < 0 ? -1 : plain.indexOf('@', segment);
            }
        }
        return all;
    }
}
