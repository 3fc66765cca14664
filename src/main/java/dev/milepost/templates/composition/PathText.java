package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.composition.ExpressionReferences.Reference;
import dev.milepost.templates.rendering.TemplateSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The target path of one skeleton file as a text of a step. The scaffolder renders it as {@code fetch:template} would: the
 * text first sets the skeleton's values, which a step does not know by name.
 */
final class PathText {

    /** The folder of the scaffolder's workspace for files whose path renders to nothing. It is deleted afterwards. */
    static final String SKIPPED = ".milepost-skipped";

    private static final String PATH = "milepostPath";

    private final StringBuilder text = new StringBuilder();
    private int captures;

    private PathText() {}

    /**
     * @param folder the target folder, which may contain expressions: empty, or with a trailing slash
     * @param values the skeleton's values, as they are in a step
     */
    static String of(String folder, String path, JsonNode values, TemplateSyntax syntax) {
        return syntax.hasTags(path) ? new PathText().templated(folder, path, values, syntax) : folder + literal(path);
    }

    /** Returns the target path of a file whose path is no template. */
    static String of(String folder, String path) {
        return folder + literal(path);
    }

    /** Whether a file with this path may be skipped, and so be in {@link #SKIPPED}. */
    static boolean maySkip(String path) {
        return path.contains("{");
    }

    static String folder(String targetPath) {
        var plain = Trim.trailing(targetPath.startsWith("./") ? targetPath.substring(2) : targetPath, '/');
        return plain.isEmpty() || plain.equals(".") ? "" : plain + "/";
    }

    private String templated(String folder, String path, JsonNode values, TemplateSyntax syntax) {
        var root = syntax.cookiecutter() ? "cookiecutter" : ExpressionReferences.VALUES;
        var names = syntax.cookiecutter() ? null : names(path);
        var members = new StringBuilder();
        values.properties().forEach(value -> {
            if (names == null || names.contains(value.getKey())) {
                members.append(members.isEmpty() ? "" : ", ")
                        .append(quoted(value.getKey()))
                        .append(": ")
                        .append(expression(value.getValue()));
            }
        });
        set(root, values.isTextual() ? expression(values.textValue()) : "{" + members + "}");
        var templated = syntax.cookiecutter() ? path.replace("{{", "${{") : path;
        text.append("{% set ").append(PATH).append(" %}").append(templated).append("{% endset %}");
        text.append("{%% if %1$s == \"\" or \"^/\" in \"^\" + %1$s or \"/$\" in %1$s + \"$\" or \"//\" in %1$s %%}"
                .formatted(PATH));
        text.append(SKIPPED).append("/file{% else %}").append(folder);
        return text.append("${{ ").append(PATH).append(" }}{% endif %}").toString();
    }

    /** Returns the names of the values that a path uses; null if it uses the values otherwise than by name. */
    private static @Nullable List<String> names(String path) {
        var names = ExpressionReferences.of(path).stream()
                .filter(reference -> reference.root().equals(ExpressionReferences.VALUES))
                .map(Reference::name)
                .toList();
        int uses = 0;
        for (int at = path.indexOf(ExpressionReferences.VALUES); at >= 0; ) {
            uses++;
            at = path.indexOf(ExpressionReferences.VALUES, at + 1);
        }
        return uses == names.size() ? names : null;
    }

    private void set(String name, String expression) {
        text.append("{% set ").append(name).append(" = ").append(expression).append(" %}");
    }

    /** Returns the expression of a value. Texts with more than an expression are set before. */
    private String expression(JsonNode value) {
        if (value.isObject()) {
            var members = value.properties().stream()
                    .map(member -> quoted(member.getKey()) + ": " + expression(member.getValue()))
                    .toList();
            return "{" + String.join(", ", members) + "}";
        }
        if (value.isArray()) {
            return "["
                    + String.join(
                            ", ", value.valueStream().map(this::expression).toList())
                    + "]";
        }
        return value.isTextual() ? expression(value.textValue()) : value.isNull() ? "none" : value.asText();
    }

    private String expression(String value) {
        if (!TemplateSyntax.DEFAULT.hasTags(value)) {
            return quoted(value);
        }
        if (isSingle(value)) {
            return "(" + value.substring(3, value.length() - 2).strip() + ")";
        }
        var name = "milepost" + ++captures;
        text.append("{% set ").append(name).append(" %}").append(value).append("{% endset %}");
        return name;
    }

    /** Whether a text is one expression and nothing else. */
    private static boolean isSingle(String value) {
        if (!value.startsWith("${{") || !value.endsWith("}}") || value.startsWith("${{-") || value.endsWith("-}}")) {
            return false;
        }
        var tokens = new ExpressionTokens(value);
        for (int at = 3; at < value.length(); ) {
            char c = value.charAt(at);
            if (c == '"' || c == '\'') {
                at = tokens.closing(at, c);
            } else if (value.startsWith("}}", at)) {
                return at == value.length() - 2;
            } else {
                at++;
            }
        }
        return false;
    }

    private static String quoted(String value) {
        return "\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    /** Escapes a path so that templating leaves it unchanged. */
    private static String literal(String path) {
        return TemplateSyntax.DEFAULT.hasTags(path) ? "{% raw %}" + path + "{% endraw %}" : path;
    }
}
