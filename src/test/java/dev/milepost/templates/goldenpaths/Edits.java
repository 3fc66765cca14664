package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a team did to the files of its service since it was scaffolded. */
final class Edits {

    private final List<Consumer<SortedMap<String, TreeFile>>> steps = new ArrayList<>();

    Edits add(String path, String text) {
        steps.add(files -> files.put(path, TreeFile.text(text)));
        return this;
    }

    Edits remove(String path) {
        steps.add(files -> assertThat(files.remove(path)).as(path).isNotNull());
        return this;
    }

    Edits replace(String path, String from, String to) {
        steps.add(files -> {
            assertThat(files).containsKey(path);
            var text = FileTree.of(files).find(path).flatMap(TreeFile::text).orElseThrow();
            assertThat(text).as(path).containsOnlyOnce(from);
            files.put(path, TreeFile.text(text.replace(from, to)));
        });
        return this;
    }

    FileTree apply(FileTree scaffolded) {
        var files = new TreeMap<>(scaffolded.files());
        steps.forEach(step -> step.accept(files));
        return FileTree.of(files);
    }
}
