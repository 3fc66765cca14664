package dev.milepost.templates.trees;

import static dev.milepost.templates.trees.TarFiles.TEXT;
import static dev.milepost.templates.trees.TarFiles.add;
import static dev.milepost.templates.trees.TarFiles.addAsItIs;
import static dev.milepost.templates.trees.TarFiles.addFolder;
import static dev.milepost.templates.trees.TarFiles.gzip;
import static dev.milepost.templates.trees.TarFiles.gzipOfZeros;
import static dev.milepost.templates.trees.TarFiles.header;
import static dev.milepost.templates.trees.TarFiles.put;
import static dev.milepost.templates.trees.TarFiles.tar;
import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.testing.Soak;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarArchiveTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void roundTrips(long seed) {
        var tree = anyTree(new Random(seed));

        var archive = TarArchive.write(tree);

        assertThat(TarArchive.read(archive)).isEqualTo(tree);
        assertThat(TarArchive.read(gzip(archive))).isEqualTo(tree);
        assertThat(TarArchive.write(TarArchive.read(archive))).isEqualTo(archive);
    }

    @Test
    void preservesLongNamesUnicodeAndModes() {
        var tree = FileTree.of(Map.of(
                "deep/" + "long-folder/".repeat(25) + "file",
                TreeFile.text("a"),
                "grüße/𝄞.md",
                TreeFile.text("b"),
                "mvnw",
                TreeFile.of(TEXT, true)));

        assertThat(TarArchive.read(TarArchive.write(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
    void readsLongNamesOfPosixAndGnu(int mode) {
        var name = "x".repeat(200) + "/" + "y".repeat(150);

        var archive = tar(tar -> {
            tar.setLongFileMode(mode);
            add(tar, name, TEXT);
        });

        assertThat(TarArchive.read(archive).files()).containsOnlyKeys(name);
    }

    @Test
    void listsAndFindsFilesOfAWrittenArchive() {
        var deep = "long-folder/".repeat(25) + "file";
        var archive = TarArchive.write(FileTree.of(
                Map.of(deep, TreeFile.text("a"), "grüße.md", TreeFile.text("bcd"), "mvnw", TreeFile.of(TEXT, true))));

        assertThat(TarArchive.list(new ByteArrayInputStream(archive)))
                .containsExactly(
                        new TarArchive.Entry("grüße.md", 3, false),
                        new TarArchive.Entry(deep, 1, false),
                        new TarArchive.Entry("mvnw", TEXT.length, true));
        assertThat(TarArchive.find(new ByteArrayInputStream(archive), "mvnw")).contains(TEXT);
        assertThat(TarArchive.find(new ByteArrayInputStream(archive), "absent")).isEmpty();
    }

    @Test
    void ignoresLeadingDotAndFolders() {
        var archive = tar(tar -> {
            addFolder(tar, "./");
            addFolder(tar, "./src/");
            add(tar, "./src/a.txt", TEXT);
        });

        assertThat(TarArchive.read(archive).files()).containsOnlyKeys("src/a.txt");
    }

    @Test
    void readsEmptyArchive() {
        assertThat(TarArchive.read(TarArchive.write(FileTree.EMPTY))).isEqualTo(FileTree.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up",
                "a/../../up",
                "/etc/passwd",
                ".git/hooks/pre-commit",
                "a\\b",
                "././a",
                "a//b",
                "./../up",
                "a\nb"
            })
    void refusesPathTraversal(String path) {
        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(tar(tar -> addAsItIs(tar, path))))
                .satisfies(fault -> {
                    assertThat(fault.status()).isEqualTo(422);
                    assertThat(fault.faults()).hasSize(1);
                    assertThat(fault.faults().get(0).pointer()).endsWith(path.replaceFirst("^\\./", ""));
                });
    }

    enum NoPlainFile {
        SYMLINK(TarConstants.LF_SYMLINK),
        LINK(TarConstants.LF_LINK),
        CHARACTER_DEVICE(TarConstants.LF_CHR),
        BLOCK_DEVICE(TarConstants.LF_BLK),
        PIPE(TarConstants.LF_FIFO),
        SPARSE(TarConstants.LF_GNUTYPE_SPARSE),
        OF_A_VENDOR((byte) 'Z');

        private final byte flag;

        NoPlainFile(byte flag) {
            this.flag = flag;
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesLinksAndDevices(NoPlainFile kind) {
        var archive = tar(tar -> {
            var entry = new TarArchiveEntry("name", kind.flag);
            entry.setLinkName("/etc/passwd");
            put(tar, entry, new byte[0]);
        });

        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(archive))
                .hasMessageContaining("not a plain file");
    }

    @Test
    void refusesDuplicateFiles() {
        var archive = tar(tar -> {
            add(tar, "a", TEXT);
            add(tar, "./a", TEXT);
        });

        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(archive))
                .hasMessage("'a': the archive contains it twice");
    }

    @Test
    void refusesFileBelowFile() {
        var archive = tar(tar -> {
            add(tar, "a", TEXT);
            add(tar, "a/b", TEXT);
        });

        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(archive))
                .hasMessageContaining("'a' is a file");
    }

    @Test
    void refusesArchivesOverLimits() {
        var largest = new byte[TarArchive.MAX_FILE_BYTES];
        var large = tar(tar -> add(tar, "a", new byte[TarArchive.MAX_FILE_BYTES + 1]));
        var much = tar(tar -> {
            for (int i = 0; i < 5; i++) {
                add(tar, "a" + i, largest);
            }
        });
        var many = tar(tar -> {
            for (int i = 0; i <= TarArchive.MAX_FILES; i++) {
                add(tar, "a" + i, new byte[0]);
            }
        });

        assertThat(TarArchive.read(tar(tar -> add(tar, "a", largest))).size()).isEqualTo(largest.length);
        assertThatThrownBy(() -> TarArchive.read(large)).hasMessageContaining("'a': it is larger than 5 MiB");
        assertThatThrownBy(() -> TarArchive.read(much))
                .hasMessageContaining("the files together are larger than 20 MiB");
        assertThatThrownBy(() -> TarArchive.read(many)).hasMessageContaining("more than 5000 files");
    }

    @Test
    @Tag(Soak.ALONE)
    void limitsDecompression() {
        var bomb = gzipOfZeros(1L << 30);

        assertThat(bomb.length).isLessThan(2 << 20);
        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(bomb))
                .hasMessage("The archive unpacks to more than 32 MiB.");
    }

    @Test
    void refusesInvalidHeaders() {
        var archive = tar(tar -> add(tar, "a", TEXT));
        var huge = archive.clone();
        System.arraycopy("77777777777".getBytes(StandardCharsets.US_ASCII), 0, huge, 124, 11);
        var untrue = archive.clone();
        untrue[0] = 'b';

        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(huge));
        assertThatThrownBy(() -> TarArchive.read(untrue)).hasMessageContaining("checksum");
    }

    /** Each header before an entry's own is one more call on the stack. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - (256 << 10), 5 << 20, 0, -1})
    void limitsHeadersAfterFoldersOfAnySize(long size) {
        var archive = new ByteArrayOutputStream();
        archive.writeBytes(header("d/", TarConstants.LF_DIR, size));
        var longName = header("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, 1);
        for (int i = 0; i < 28_000; i++) {
            archive.writeBytes(longName);
            archive.writeBytes(Arrays.copyOf(new byte[] {'x'}, longName.length));
        }
        archive.writeBytes(header("f", TarConstants.LF_NORMAL, 0));
        archive.writeBytes(new byte[1_024]);

        assertProblem(ProblemType.UNREADABLE_ARCHIVE, () -> TarArchive.read(archive.toByteArray()))
                .hasMessageContaining(size < 0 ? "negative" : "The headers of an entry are too long");
    }

    @Test
    void refusesTruncatedArchives() {
        var archive = TarArchive.write(
                FileTree.of(Map.of("a", TreeFile.of(new byte[3_000], false), "b", TreeFile.text("b"))));
        var zipped = gzip(archive);

        for (int length = 0; length < 512 * 9; length += 64) {
            var cut = Arrays.copyOf(archive, length);
            assertThat(problemOf(() -> TarArchive.read(cut)).type())
                    .as("%d bytes of it", length)
                    .isEqualTo(ProblemType.UNREADABLE_ARCHIVE);
        }
        for (int length = 0; length < zipped.length; length++) {
            var cut = Arrays.copyOf(zipped, length);
            assertThat(problemOf(() -> TarArchive.read(cut)).type())
                    .as("%d bytes of it", length)
                    .isEqualTo(ProblemType.UNREADABLE_ARCHIVE);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void refusesDamagedArchives(long seed) {
        var random = new Random(seed);
        var archive = TarArchive.write(anyTree(random));
        for (int i = 0; i < 200; i++) {
            var damaged = archive.clone();
            for (int j = random.nextInt(8); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                TarArchive.read(random.nextBoolean() ? damaged : gzip(damaged));
            } catch (ProblemException expected) {
                assertThat(expected.type()).isEqualTo(ProblemType.UNREADABLE_ARCHIVE);
                assertThat(expected.faults()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no archive at all", "PK\u0003\u0004 a zip"})
    void refusesOtherFormats(String text) {
        assertProblem(
                ProblemType.UNREADABLE_ARCHIVE,
                () -> TarArchive.read(text.repeat(200).getBytes(StandardCharsets.UTF_8)));
    }

    private static FileTree anyTree(Random random) {
        var files = new TreeMap<String, TreeFile>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            var content = new byte[random.nextInt(3_000)];
            random.nextBytes(content);
            files.put("folder" + random.nextInt(3) + "/file" + i, TreeFile.of(content, random.nextBoolean()));
        }
        return FileTree.of(files);
    }
}
