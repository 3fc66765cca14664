package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.milepost.templates.composition.BackstageDryRun;
import dev.milepost.templates.composition.BackstageDryRun.DryRunRequest;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.rendering.ScaffolderBackend;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The project's golden paths, run by Backstage's own scaffolder: valid there, and the same files as here. */
@Tag(Soak.ALONE)
class InBackstageTest {

    @Test
    void scaffoldsEveryVersionLikeBackstage() throws IOException {
        assumeTrue(ScaffolderBackend.hasNode(), "There is no Node: the comparison with Backstage is left out.");
        var asked = Scaffolded.all()
                .map(one -> new DryRunRequest(
                        Scaffolded.TEMPLATES.assemble(one.goldenPath(), one.lock()),
                        Scaffolded.testValues(one.goldenPath())))
                .toList();

        var runs = BackstageDryRun.run(asked);

        assertThat(runs).hasSize(8);
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var name = Scaffolded.ALL.get(i).toString();
            assertThat(run.error()).as(name).isEmpty();
            assertThat(run.valid()).as(name).isTrue();
            var rendered = ComposedTemplateRenderer.render(
                    asked.get(i).assembly(), asked.get(i).parameters(), run.task(), new Renderer());
            assertThat(texts(run.files())).as(name).isEqualTo(texts(rendered.files()));
        }
    }

    private static TreeMap<String, String> texts(FileTree tree) {
        var texts = new TreeMap<String, String>();
        tree.files().forEach((path, file) -> texts.put(path, file.text().orElseThrow()));
        return texts;
    }
}
