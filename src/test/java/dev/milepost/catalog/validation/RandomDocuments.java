package dev.milepost.catalog.validation;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are, almost are and are not at all entities in JSON and YAML. */
public final class RandomDocuments {

    private static final List<String> WORDS = List.of(
            "apiVersion",
            "kind",
            "metadata",
            "name",
            "namespace",
            "annotations",
            "spec",
            "owner",
            "type",
            "lifecycle",
            "production",
            "experimental",
            "Component",
            "API",
            "Resource",
            "System",
            "Template",
            "backstage.io/v1alpha1",
            "scaffolder.backstage.io/v1beta3",
            "milepost.dev/tier",
            "milepost.dev/ai",
            "milepost.dev/runtime",
            "milepost.dev/risk",
            "milepost.dev/template",
            "milepost.dev/telemetry-key",
            "milepost.dev/compliance-level",
            "milepost.dev/inference-endpoints",
            "milepost.dev/model-review",
            "milepost.dev/tiers",
            "ml-model",
            "pci",
            "true",
            "group:default/payments",
            "component:x",
            "dependsOn",
            "system",
            "tags",
            "relations",
            "name@1",
            "~1/~0",
            "");

    private static final List<String> ODD = List.of(
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uFFFF",
            "\u2028",
            "\t",
            "&a ",
            "*a",
            "!!str",
            "!<tag:x> ",
            "? ",
            ": ",
            "- ",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "<<: *a\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            "#",
            "|\n",
            ">-\n",
            "'",
            "\"",
            "`",
            "@");

    private RandomDocuments() {}

    /** JSON that is well formed; now and then with a few characters exchanged, left out or put in. */
    public static String json(Random random) {
        return damaged(json(random, random.nextInt(6)), random);
    }

    public static String yaml(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> damaged(json(random, 4), random);
            case 1 ->
                IntStream.range(0, random.nextInt(30))
                        .mapToObj(i -> random.nextBoolean() ? odd(random) : word(random))
                        .collect(Collectors.joining(random.nextBoolean() ? " " : "\n"));
            default -> damaged(block(random, 0, random.nextInt(5)), random);
        };
    }

    private static String json(Random random, int depth) {
        if (depth == 0) {
            return scalar(random);
        }
        Supplier<String> inner = () -> json(random, random.nextInt(depth));
        int size = random.nextInt(6);
        return random.nextInt(4) == 0
                ? IntStream.range(0, size).mapToObj(i -> inner.get()).collect(Collectors.joining(",", "[", "]"))
                : IntStream.range(0, size)
                        .mapToObj(i -> quoted(word(random)) + ":" + inner.get())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String block(Random random, int indent, int depth) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(" ".repeat(indent)).append(random.nextInt(5) == 0 ? "- " : word(random) + ": ");
            if (random.nextInt(8) == 0) {
                text.append("&").append((char) ('a' + random.nextInt(3))).append(' ');
            }
            if (depth == 0 || random.nextInt(3) == 0) {
                text.append(random.nextInt(8) == 0 ? odd(random) : scalar(random))
                        .append('\n');
            } else {
                text.append('\n').append(block(random, indent + 1 + random.nextInt(3), depth - 1));
            }
        }
        return text.toString();
    }

    private static String scalar(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> Long.toString(random.nextLong());
            case 3 -> "1e" + random.nextInt(1_000_000);
            case 4 -> "9".repeat(1 + random.nextInt(400));
            case 5 -> quoted("\\ud800".repeat(random.nextInt(3)) + word(random));
            case 6 -> quoted(word(random).repeat(random.nextInt(200)));
            case 7 -> "[".repeat(random.nextInt(120)) + "]".repeat(random.nextInt(120));
            default -> quoted(word(random));
        };
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            if (random.nextBoolean()) {
                damaged.insert(at, odd(random));
            } else {
                damaged.deleteCharAt(at);
            }
        }
        return damaged.toString();
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String odd(Random random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
