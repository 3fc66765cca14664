package dev.milepost.upgrades.merging;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trees and texts by chance, of which a later one is an earlier one with changes here and there. */
public final class RandomTrees {

    private final Random random;
    private int made;

    public RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    public FileTree tree() {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 2 + random.nextInt(6); i >= 0; i--) {
            files.put("folder" + random.nextInt(3) + "/file" + i, file(lines()));
        }
        return FileTree.of(files);
    }

    /** @param side named in what it adds, so that two sides never add the same */
    public FileTree changed(FileTree tree, String side) {
        var files = new TreeMap<String, TreeFile>();
        tree.files().forEach((path, file) -> {
            if (random.nextInt(8) > 0) {
                files.put(path, random.nextBoolean() ? file : changed(file, side));
            }
        });
        if (random.nextBoolean()) {
            files.put(random.nextBoolean() ? "new" : "new-of-" + side, file(changed(lines(), side)));
        }
        return FileTree.of(files);
    }

    private TreeFile changed(TreeFile file, String side) {
        if (random.nextInt(10) == 0) {
            return TreeFile.of(new byte[] {0, (byte) random.nextInt()}, random.nextBoolean());
        }
        return file.text()
                .map(text -> file(changed(new ArrayList<>(text.lines().toList()), side)))
                .orElse(file);
    }

    private TreeFile file(List<String> lines) {
        var end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        var text = lines.stream().collect(Collectors.joining(end)) + (random.nextInt(5) > 0 ? end : "");
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), random.nextInt(4) == 0);
    }

    List<String> lines() {
        return IntStream.range(0, random.nextInt(30))
                .mapToObj(i -> random.nextInt(4) == 0 ? "" : "line " + random.nextInt(12))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    List<String> changed(List<String> lines, String side) {
        var changed = new ArrayList<>(lines);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(changed.size() + 1);
            if (random.nextBoolean() || at == changed.size()) {
                changed.add(at, side + " " + made++);
            } else if (random.nextBoolean()) {
                changed.set(at, side + " " + made++);
            } else {
                changed.remove(at);
            }
        }
        return changed;
    }
}
