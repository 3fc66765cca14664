package dev.milepost.policy.decisions;

import dev.milepost.platform.text.Shorten;
import dev.milepost.policy.enforcement.Mode;
import dev.milepost.policy.engines.Status;
import dev.milepost.policy.engines.Violation;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as Markdown, for a pull request or the page of a job. Texts of callers and scanners are escaped, so that
 * they cannot add links, mentions or HTML.
 */
final class Summary {

    /** A comment on GitHub has at most 65,536 characters. */
    private static final int LONGEST = 30_000;

    private static final int MOST_VIOLATIONS = 10;
    private static final int LONGEST_TEXT = 500;
    private static final String ESCAPED = "\\`*_{}[]()#+-.!|~";

    private Summary() {}

    static String of(Decision decision) {
        var text = new StringBuilder(heading(decision)).append("\n\n").append(subject(decision));
        decision.warnings().forEach(warning -> text.append("\n\n").append(escape(warning)));
        if (decision.results().isEmpty()) {
            return text.append("\n\nNo policy applies.\n").append(end(decision)).toString();
        }
        text.append("\n\n| Policy | Result | Mode | Why |\n|---|---|---|---|\n");
        var results = decision.results().stream()
                .sorted(Comparator.comparing(PolicyResult::effect).reversed().thenComparing(PolicyResult::policy))
                .toList();
        for (var result : results) {
            append(text, row(result));
        }
        for (var result : results) {
            if (!result.violations().isEmpty()) {
                append(text, violations(result));
            }
        }
        return text.append(end(decision)).toString();
    }

    private static String heading(Decision decision) {
        return "### Policies: "
                + switch (decision.decision()) {
                    case ALLOW -> "allowed";
                    case WARN -> "allowed, with warnings";
                    case DENY -> "denied";
                };
    }

    private static String subject(Decision decision) {
        var about = decision.about();
        var text = new StringBuilder(about.hook() == null ? "Decision" : "Hook " + code(about.hook()));
        add(text, " for ", about.service());
        add(text, " in ", about.environment());
        add(text, " at commit ", about.commitSha());
        return text.append('.').toString();
    }

    private static void add(StringBuilder text, String before, @Nullable String value) {
        if (value != null) {
            text.append(before).append(code(value));
        }
    }

    private static String row(PolicyResult result) {
        var title = result.documentation() == null
                ? escape(result.title())
                : link(escape(result.title()), result.documentation());
        return "| %s %s %s | %s | %s | %s |\n"
                .formatted(
                        title,
                        code(result.policy()),
                        escape(result.version()),
                        word(result.effect(), result.status()),
                        mode(result.mode()),
                        escape(result.because()));
    }

    private static String word(Outcome effect, Status status) {
        var word = status.wireName().replace('_', ' ');
        return effect == Outcome.ALLOW ? word : "**%s**".formatted(word);
    }

    private static String mode(Mode mode) {
        return mode.wireName();
    }

    private static String violations(PolicyResult result) {
        var text = new StringBuilder("\n**%s**\n\n".formatted(escape(result.title())));
        List<Violation> shown =
                result.violations().stream().limit(MOST_VIOLATIONS).toList();
        for (var violation : shown) {
            text.append("- ").append(escape(violation.message()));
            if (violation.remedy() != null) {
                text.append(" *").append(escape(violation.remedy())).append('*');
            }
            if (violation.link() != null && violation.link().startsWith("http")) {
                text.append(' ').append(link("More", violation.link()));
            }
            text.append('\n');
        }
        int more = result.violations().size() - shown.size();
        return more == 0
                ? text.toString()
                : text.append("- and %d more\n".formatted(more)).toString();
    }

    private static String end(Decision decision) {
        return "\nDecision `%s`\n".formatted(decision.id());
    }

    private static void append(StringBuilder text, String part) {
        if (text.length() + part.length() <= LONGEST) {
            text.append(part);
        }
    }

    private static String link(String text, String address) {
        var safe = address.replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("|", "%7C");
        return safe.chars().anyMatch(c -> c <= ' ') ? text : "[%s](%s)".formatted(text, safe);
    }

    private static String code(String text) {
        var plain = Shorten.to(LONGEST_TEXT, text).replace('`', '\'').replace("|", "\\|");
        return "`" + withoutControls(plain) + "`";
    }

    static String escape(String text) {
        var escaped = new StringBuilder();
        withoutControls(Shorten.to(LONGEST_TEXT, text)).chars().forEach(c -> {
            if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '>') {
                escaped.append("&gt;");
            } else if (c == '&') {
                escaped.append("&amp;");
            } else if (c == '@') {
                // A space of no width ends what would be a mention.
                escaped.append("@\u200B");
            } else {
                if (ESCAPED.indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static String withoutControls(String text) {
        var plain = new StringBuilder();
        text.chars().forEach(c -> plain.append(Character.isISOControl(c) ? ' ' : (char) c));
        return plain.toString();
    }
}
