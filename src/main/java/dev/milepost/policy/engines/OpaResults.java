package dev.milepost.policy.engines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of a document of OPA as a result. The shapes are a boolean, a set of violations, the rules of a package
 * of Conftest ({@code deny}, {@code violation}, {@code warn} and {@code exception}, also with a suffix), the {@code
 * result} of Chainloop, and {@code allow} with {@code violations} as Kosli has them. What is undefined or has no such
 * shape is an error and never passes.
 *
 * @see <a href="https://www.conftest.dev/">Conftest</a>
 * @see <a href="https://docs.chainloop.dev/concepts/policies">Chainloop</a>
 * @see <a href="https://docs.kosli.com/tutorials/evaluate_trails_with_opa/">Kosli</a>
 */
public final class OpaResults {

    private static final List<String> DENYING = List.of("deny", "violation");
    private static final String WARNING = "warn";
    private static final String EXCEPTION = "exception";

    private OpaResults() {}

    /** @param value a missing node if the document is undefined */
    public static EngineResult read(JsonNode value) {
        try {
            return value.isMissingNode()
                    ? EngineResult.error("The document is undefined in OPA, or undefined for this input.")
                    : result(value);
        } catch (UnknownShape e) {
            return EngineResult.error(String.valueOf(e.getMessage()));
        }
    }

    private static EngineResult result(JsonNode value) throws UnknownShape {
        if (value.isBoolean()) {
            return value.booleanValue() ? EngineResult.PASS : failed("The policy is false.");
        }
        if (value.isArray()) {
            return failed(value, null);
        }
        if (!value.isObject()) {
            throw new UnknownShape("The document in OPA is neither a boolean, nor a set, nor an object of rules.");
        }
        if (isChainloop(value)) {
            return chainloop(value);
        }
        if (value.path("result").isObject() && isChainloop(value.path("result"))) {
            return chainloop(value.path("result"));
        }
        if (value.has("allow")) {
            return kosli(value);
        }
        return conftest(value);
    }

    private static boolean isChainloop(JsonNode value) {
        return value.has("skipped") && value.has("violations");
    }

    private static EngineResult chainloop(JsonNode value) throws UnknownShape {
        if (!value.path("skipped").isBoolean()) {
            throw new UnknownShape("The member skipped of the result in OPA is not a boolean.");
        }
        if (value.path("skipped").booleanValue()) {
            var reason = value.path("skip_reason").asText("");
            return new EngineResult(
                    Status.SKIPPED,
                    List.of(Violation.of(
                            "The policy skipped itself%s.".formatted(reason.isEmpty() ? "" : ": " + reason))));
        }
        return failed(value.path("violations"), null);
    }

    /** With {@code allow}, the violations only explain the decision. */
    private static EngineResult kosli(JsonNode value) throws UnknownShape {
        if (!value.path("allow").isBoolean()) {
            throw new UnknownShape("The member allow of the document in OPA is not a boolean.");
        }
        if (value.path("allow").booleanValue()) {
            return EngineResult.PASS;
        }
        var why = value.has("violations") ? violations(value.path("violations"), null) : List.<Violation>of();
        return why.isEmpty() ? failed("The policy does not allow it.") : new EngineResult(Status.FAIL, why);
    }

    private static EngineResult conftest(JsonNode value) throws UnknownShape {
        var excepted = exceptions(value.path(EXCEPTION));
        var denied = new ArrayList<EngineResult>();
        var warned = new ArrayList<Violation>();
        boolean isKnown = false;
        for (var rule : value.properties()) {
            var isDenying = DENYING.stream().anyMatch(prefix -> isRule(prefix, rule.getKey()));
            if (isDenying || isRule(WARNING, rule.getKey())) {
                isKnown = true;
                var found = failed(rule.getValue(), rule.getKey());
                if (!excepted.contains(suffix(rule.getKey()))) {
                    if (isDenying) {
                        denied.add(found);
                    } else {
                        warned.addAll(found.violations());
                    }
                }
            } else if (rule.getKey().equals("violations")) {
                isKnown = true;
                denied.add(failed(rule.getValue(), rule.getKey()));
            }
        }
        if (!isKnown) {
            throw new UnknownShape(
                    "The package in OPA has none of the rules allow, deny, violation, violations, warn and result.");
        }
        if (!warned.isEmpty()) {
            denied.add(new EngineResult(Status.WARN, warned));
        }
        return EngineResult.all(denied);
    }

    private static boolean isRule(String prefix, String name) {
        return name.equals(prefix) || name.startsWith(prefix + "_");
    }

    /** What an exception names: {@code foo} of {@code deny_foo}; empty for {@code deny} itself. */
    private static String suffix(String rule) {
        int end = rule.indexOf('_');
        return end < 0 ? "" : rule.substring(end + 1);
    }

    /** Conftest's exceptions are a set of lists of the suffixes of rules. */
    private static Set<String> exceptions(JsonNode exceptions) throws UnknownShape {
        var names = new HashSet<String>();
        for (var list : exceptions) {
            for (var name : list.isArray() ? list : List.of(list)) {
                if (!name.isTextual()) {
                    throw new UnknownShape("An exception in OPA is not a list of names of rules.");
                }
                names.add(name.textValue());
            }
        }
        return names;
    }

    /** The result of a set of violations: the worst of them. */
    private static EngineResult failed(JsonNode set, @Nullable String rule) throws UnknownShape {
        var violations = violations(set, rule);
        return new EngineResult(
                set.valueStream()
                        .map(OpaResults::status)
                        .max(Comparator.naturalOrder())
                        .orElse(Status.PASS),
                violations);
    }

    /** A violation is a failure, unless it says that evidence is missing or stale. */
    private static Status status(JsonNode element) {
        return switch (element.path("status").asText("")) {
            case "missing_evidence" -> Status.MISSING_EVIDENCE;
            case "stale_evidence" -> Status.STALE_EVIDENCE;
            default -> Status.FAIL;
        };
    }

    private static List<Violation> violations(JsonNode set, @Nullable String rule) throws UnknownShape {
        if (!set.isArray()) {
            throw new UnknownShape("%s in OPA is not a set or array.".formatted(rule == null ? "The result" : rule));
        }
        var violations = new ArrayList<Violation>();
        for (var element : set) {
            violations.add(violation(element, rule));
        }
        return violations;
    }

    private static Violation violation(JsonNode element, @Nullable String rule) throws UnknownShape {
        if (element.isTextual()) {
            return new Violation(rule, element.textValue(), null, null, null);
        }
        var message = first(element, "msg", "message");
        if (!element.isObject() || message == null) {
            throw new UnknownShape("A violation in OPA is neither a text nor an object with the text msg.");
        }
        var id = first(element, "rule", "id", "policy");
        return new Violation(
                id == null ? rule : id,
                message,
                first(element, "pointer", "path"),
                first(element, "remedy", "remediation"),
                first(element, "link", "url", "documentation"));
    }

    /** Returns the first of these members that is a text; null if there is none. */
    private static @Nullable String first(JsonNode object, String... names) {
        for (var name : names) {
            if (object.path(name).isTextual()) {
                return object.path(name).textValue();
            }
        }
        return null;
    }

    private static EngineResult failed(String message) {
        return new EngineResult(Status.FAIL, List.of(Violation.of(message)));
    }

    /** The value has none of the known shapes. */
    private static final class UnknownShape extends Exception {

        private static final long serialVersionUID = 1L;

        UnknownShape(String message) {
            super(message);
        }
    }
}
