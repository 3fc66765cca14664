package dev.milepost.upgrades.checkouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.milepost.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitIgnoreTest {

    private static final List<String> NAMES = List.of("a", "b", "build", "logs", "x.log", "keep.log", "src");
    private static final List<String> RULES = List.of(
            "*.log",
            "!keep.log",
            "/build",
            "build/",
            "a/",
            "/a/b",
            "a/**",
            "**/logs",
            "src/*.log",
            "b/**/x.log",
            "# a",
            "",
            "logs/*",
            "!logs/keep.log",
            "[ab]",
            "?",
            "x.log ");

    @TempDir
    Path folder;

    /** A law: git ignores the same files. */
    @Seeds(bounded = 15, all = 150)
    void ignoresWhatGitIgnores(long seed) throws IOException, InterruptedException {
        var random = new Random(seed);
        var paths = new TreeSet<String>();
        for (int i = 0; i < 40; i++) {
            var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
            }
            paths.add(path + ".f");
        }
        paths.removeIf(path -> paths.stream().anyMatch(other -> other.startsWith(path + "/")));
        var files = new HashMap<String, String>();
        files.put(".gitignore", rules(random));
        paths.stream()
                .filter(path -> path.contains("/") && random.nextInt(8) == 0)
                .map(path -> path.substring(0, path.indexOf('/')) + "/.gitignore")
                .forEach(path -> files.put(path, rules(random)));
        for (var path : paths) {
            write(path, "x");
        }
        for (var file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        run("git", "init", "-q", ".");
        var known = new TreeSet<>(
                List.of(run("git", "ls-files", "-o", "--exclude-standard", "-z").split("\0")));

        var ignore = new GitIgnore(files);

        for (var path : paths) {
            assertThat(ignore.ignored(path) == null).as("%s by %s", path, files).isEqualTo(known.contains(path));
        }
    }

    /** Rules that take exponential time are left out. */
    @Test
    void boundsTime() {
        var rules = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            rules.append("a*".repeat(i % 12)).append("b").append(i).append('\n');
        }
        assumeThat(rules.length()).isLessThan(GitIgnore.MOST_BYTES);
        var ignore = new GitIgnore(Map.of(".gitignore", rules.toString()));

        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            ignore.ignored("folder" + i % 100 + "/" + "a".repeat(200) + i);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static String rules(Random random) {
        var rules = new ArrayList<String>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            rules.add(RULES.get(random.nextInt(RULES.size())));
        }
        return String.join("\n", rules) + "\n";
    }

    /** 150 files of 32,767 rules would take gigabytes. */
    @Test
    void boundsRules() {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < 150; i++) {
            files.put("folder-" + i + "/.gitignore", "*\n".repeat(32_767));
        }
        var ignore = new GitIgnore(files);

        assertThat(ignore.ignored("folder-0/a")).isEqualTo("folder-0/a");
        assertThat(ignore.ignored("folder-99/a")).isNull();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
