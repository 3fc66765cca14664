package dev.milepost;

import static dev.milepost.testing.LinearTime.hold;
import static dev.milepost.testing.LinearTime.holdInThread;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import dev.milepost.upgrades.merging.TreeMerge;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Texts that took more than linear time to merge or to render. */
class HostileTextsTest {

    @Test
    void mergesAlternatingLinesInLinearTime() {
        holdInThread(
                250_000,
                n -> TreeMerge.merge(
                        lines(n, "a", "b"), lines(n, "b", "c"), lines(n, "c", "a"), path -> Behaviour.MERGE));
    }

    @Test
    @Tag(Soak.ALONE)
    void mergesManyKeysInLinearTime() {
        holdInThread(
                1_000,
                n -> TreeMerge.merge(keys(n, "a", "a"), keys(n, "b", "a"), keys(n, "a", "b"), path -> Behaviour.MERGE));
    }

    @Test
    void rendersExpressionsInLinearTime() {
        var renderer = new Renderer();
        hold(20_000, n -> render(renderer, "${{ r/^(a+)+$/.test('" + "a".repeat(n) + "!') }}"));
        hold(20_000, n -> render(renderer, "{% raw %}" + "{%".repeat(n)));
    }

    /** One that takes too much ends in a problem. */
    private static void render(Renderer renderer, String template) {
        try {
            renderer.evaluate(TextNode.valueOf(template), JsonNodeFactory.instance.objectNode());
        } catch (ProblemException e) {
            assertThat(e.type()).isEqualTo(ProblemType.UNRENDERABLE_TEMPLATE);
            assertThat(e).hasMessageContaining("exceeds its limits");
        }
    }

    private static FileTree lines(int count, String even, String odd) {
        return FileTree.of(Map.of("a.txt", TreeFile.text((even + "\n" + odd + "\n").repeat(count))));
    }

    private static FileTree keys(int count, String template, String service) {
        var text = IntStream.range(0, count)
                .mapToObj(i -> "k%d: %s\nl%d: %s\n".formatted(i, template, i, service))
                .collect(Collectors.joining());
        return FileTree.of(Map.of("a.yaml", TreeFile.text(text)));
    }
}
