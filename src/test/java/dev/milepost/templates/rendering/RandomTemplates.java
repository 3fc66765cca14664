package dev.milepost.templates.rendering;

import java.util.List;
import java.util.Random;

/** Templates by chance, most of which have a result. */
final class RandomTemplates {

    private static final List<String> WORDS =
            List.of("text ", "line\n", "  ", "\n", "\r\n", "$", "{", "} ", "ü", "a: b\n  - ");
    private static final List<String> NAMES = List.of(
            "values.name",
            "values.port",
            "values.tags",
            "values.owner",
            "values.absent",
            "values.nil",
            "values.zero",
            "values.yes",
            "values.no",
            "values.empty",
            "values.unicode",
            "values.matrix[0]",
            "values.objects",
            "x",
            "values.ratio");
    private static final List<String> LITERALS =
            List.of("1", "0", "2.5", "'a'", "\"b c\"", "''", "true", "none", "[1, 2]", "{a: 1}", "-3");
    private static final List<String> FILTERS = List.of(
            "upper",
            "lower",
            "length",
            "dump",
            "default('d')",
            "default('e', true)",
            "join('-')",
            "first",
            "last",
            "string",
            "trim",
            "replace('a', 'b')",
            "capitalize",
            "title",
            "reverse",
            "sort",
            "int(1)",
            "float(2)",
            "escape",
            "list",
            "pick('team')",
            "indent(2)",
            "wordcount",
            "urlencode",
            "abs",
            "round",
            "batch(2)",
            "safe",
            "center(7)",
            "truncate(3)");
    private static final List<String> OPERATORS = List.of(
            " + ",
            " ~ ",
            " - ",
            " * ",
            " == ",
            " != ",
            " < ",
            " >= ",
            " and ",
            " or ",
            " in ",
            " not in ",
            " === ",
            " / ",
            " % ",
            " // ");
    private static final List<String> TESTS =
            List.of("defined", "undefined", "none", "string", "number", "odd", "iterable", "mapping", "truthy");

    private final Random random;

    RandomTemplates(Random random) {
        this.random = random;
    }

    String any() {
        return body(3);
    }

    private String body(int depth) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            text.append(part(depth));
        }
        return text.toString();
    }

    private String part(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 4)) {
            case 0, 1 -> one(WORDS);
            case 2, 3, 4 -> "${{" + dash() + " " + expression(2) + " " + dash() + "}}";
            case 5 ->
                tag("if " + expression(2))
                        + body(depth - 1)
                        + (random.nextBoolean() ? tag("else") + body(depth - 1) : "")
                        + tag("endif");
            case 6 ->
                tag("for x in " + expression(1)) + "${{ x }}" + body(depth - 1) + "${{ loop.index }}" + tag("endfor");
            case 7 -> tag("set x = " + expression(2)) + body(depth - 1);
            case 8 -> tag("set x") + body(depth - 1) + tag("endset") + "${{ x }}";
            default ->
                random.nextBoolean() ? "{# " + one(NAMES) + " #}" : "{% raw %}${{ " + one(NAMES) + " }}{% endraw %}";
        };
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? one(LITERALS) : one(NAMES);
        }
        return switch (random.nextInt(7)) {
            case 0, 1 -> expression(depth - 1);
            case 2 -> expression(depth - 1) + " | " + one(FILTERS);
            case 3 -> expression(depth - 1) + one(OPERATORS) + expression(depth - 1);
            case 4 -> "(" + expression(depth - 1) + ")" + (random.nextBoolean() ? " | " + one(FILTERS) : "");
            case 5 -> expression(depth - 1) + " if " + expression(depth - 1) + " else " + expression(depth - 1);
            default ->
                random.nextBoolean() ? "not " + expression(depth - 1) : "(" + expression(0) + " is " + one(TESTS) + ")";
        };
    }

    private String tag(String content) {
        return "{%" + dash() + " " + content + " " + dash() + "%}";
    }

    private String dash() {
        return random.nextInt(5) == 0 ? "-" : "";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
