package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.platform.expressions.CelProgram;
import dev.milepost.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A rule that the configuration adds.
 *
 * @param program returns true for an entity that satisfies the rule
 * @param fix merge patch for an entity that violates the rule; null if none is configured
 * @param pointer JSON pointer to the value that the rule is about
 */
public record ExpressionRule(
        Rule rule, CelProgram program, @Nullable ObjectNode fix, String pointer) {

    /**
     * Reads a rule from the configuration.
     *
     * @throws InvalidRule if it is invalid
     */
    public static ExpressionRule of(String id, RuleConfig config) {
        var message =
                config.message().orElseThrow(() -> new InvalidRule(id, "has no message: set one that says what to do"));
        var program = CelExpressions.compile(id, config.expression().orElse(""));
        var severities = RuleSeverities.always(config.severity().orElse(Severity.WARNING));
        var pointer = config.pointer().orElse("");
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new InvalidRule(id, "has an invalid JSON pointer: " + pointer);
        }
        return new ExpressionRule(new Rule(id, message, severities), program, fix(id, config), pointer);
    }

    private static @Nullable ObjectNode fix(String id, RuleConfig config) {
        if (config.fix().isEmpty()) {
            return null;
        }
        try {
            var text = config.fix().get().getBytes(StandardCharsets.UTF_8);
            var read = DocumentReader.readOne(text, DocumentFormat.YAML);
            if (read.isPresent() && read.get().value() instanceof ObjectNode fix) {
                if (!Findings.isShort(fix)) {
                    throw new InvalidRule(
                            id,
                            "has a fix of more than %,d characters, which no finding would show. Shorten the fix"
                                    .formatted(Findings.MAX_FIX_LENGTH));
                }
                return fix;
            }
        } catch (ProblemException e) {
            throw new InvalidRule(id, "has an invalid fix: " + e.getMessage());
        }
        throw new InvalidRule(id, "has a fix that is not a single map");
    }
}
