package dev.milepost.cli.lint;

import java.nio.charset.StandardCharsets;

/**
 * Recognizes files that a scaffolder still has to render, by what only skeletons contain: statements of the template
 * language, and expressions over {@code values} or {@code cookiecutter}. A Template of Backstage has expressions over
 * {@code parameters} and {@code steps} instead.
 */
final class SkeletonFile {

    private SkeletonFile() {}

    static boolean isSkeleton(byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8);
        return hasValues(text)
                || (hasStatement(text) && text.lines().noneMatch(line -> line.startsWith("kind: Template")));
    }

    /** Whether a line consists of a statement or comment of the template language. */
    private static boolean hasStatement(String text) {
        return text.lines()
                .map(String::strip)
                .anyMatch(line -> (line.startsWith("{%") && line.contains("%}"))
                        || (line.startsWith("{#") && line.endsWith("#}")));
    }

    private static boolean hasValues(String text) {
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
            int end = text.indexOf("}}", at);
            if (end < 0) {
                return false;
            }
            var expression = text.substring(at + 2, end).strip();
            if (begins(expression, "values") || begins(expression, "cookiecutter")) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String expression, String name) {
        return expression.startsWith(name)
                && expression.length() > name.length()
                && (expression.charAt(name.length()) == '.' || expression.charAt(name.length()) == '[');
    }
}
