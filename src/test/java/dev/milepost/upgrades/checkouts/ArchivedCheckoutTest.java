package dev.milepost.upgrades.checkouts;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.checkouts.PassedOver.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ArchivedCheckoutTest {

    private static final FileTree BASE = FileTree.of(Map.of("README.md", TreeFile.text("made")));

    @Test
    void takesTheLastEntryOfAPath() throws IOException {
        var archive = archive(tar -> {
            add(tar, "README.md", "first".getBytes(StandardCharsets.UTF_8));
            add(tar, "README.md", "the last".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(ArchivedCheckout.of(archive).read(BASE, BASE).files())
                .isEqualTo(FileTree.of(Map.of("README.md", TreeFile.text("the last"))));
    }

    @Test
    void ignoresFilesOfMacOsBesideTheFolder() throws IOException {
        var archive = archive(tar -> {
            add(tar, "._orders", new byte[1]);
            add(tar, "orders/README.md", "x".getBytes(StandardCharsets.UTF_8));
            add(tar, "orders/._README.md", new byte[1]);
        });

        var files = ArchivedCheckout.of(archive).read(BASE, BASE);

        assertThat(files.folder()).isEqualTo("orders");
        assertThat(files.files().files()).containsOnlyKeys("README.md");
    }

    @Test
    void passesOverWhatDoesNotFit() throws IOException {
        var archive = archive(tar -> {
            for (int i = 0; i < TarArchive.MAX_FILES + 10; i++) {
                add(tar, "a/file" + i, new byte[0]);
            }
            add(tar, "README.md", new byte[0]);
        });

        var files = ArchivedCheckout.of(archive).read(BASE, BASE);

        assertThat(files.files().files()).hasSize(TarArchive.MAX_FILES).containsKey("README.md");
        assertThat(files.filesPassedOver()).isEqualTo(11);
        assertThat(files.passedOver()).allMatch(passed -> passed.reason() == Reason.TOO_MANY);
    }

    @Test
    void refusesLargeFilesOfTheGoldenPath() throws IOException {
        var archive = archive(tar -> add(tar, "README.md", new byte[TarArchive.MAX_FILE_BYTES + 1]));

        assertProblem(
                        ProblemType.INVALID_PLAN_REQUEST,
                        () -> ArchivedCheckout.of(archive).read(BASE, BASE))
                .hasMessageContaining("larger than 5 MiB");
    }

    @Test
    void refusesTooManyFiles() throws IOException {
        var archive = archive(tar -> {
            for (int i = 0; i <= ArchivedCheckout.MOST_FILES; i++) {
                add(tar, "f" + i, new byte[0]);
            }
        });

        assertProblem(ProblemType.TOO_LARGE, () -> ArchivedCheckout.of(archive)).hasMessageContaining("100,000 files");
    }

    @Test
    void boundsTimeOfLongPaths() throws IOException {
        var archive = archive(tar -> {
            for (int i = 0; i < 40; i++) {
                add(tar, "a/".repeat(3_000) + i, new byte[0]);
            }
        });

        long start = System.nanoTime();
        var files = ArchivedCheckout.of(archive).read(BASE, BASE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(files.passedOver()).singleElement().satisfies(passed -> {
            assertThat(passed.reason()).isEqualTo(Reason.PATH);
            assertThat(passed.path()).hasSizeLessThanOrEqualTo(1_025);
        });
    }

    /** A golden path may make files in a folder that is usually one of dependencies. */
    @Test
    void keepsFoldersOfTheGoldenPath() {
        var base = FileTree.of(Map.of("vendor/a.txt", TreeFile.text("made")));
        var files = new TreeMap<>(base.files());
        files.put("vendor/own.txt", TreeFile.text("own"));
        files.put(".gitignore", TreeFile.text("vendor/\n"));
        var sent = FileTree.of(files);

        var read = ArchivedCheckout.of(TarArchive.write(sent)).read(base, base);

        assertThat(read.files().files()).containsOnlyKeys(".gitignore", "vendor/a.txt");
        assertThat(read.passedOver()).containsExactly(new PassedOver("vendor", Reason.IGNORED, 1));
    }

    private interface Entries {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] archive(Entries entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            entries.write(tar);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
