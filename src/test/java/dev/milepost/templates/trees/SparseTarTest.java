package dev.milepost.templates.trees;

import static dev.milepost.templates.trees.TarFiles.TEXT;
import static dev.milepost.templates.trees.TarFiles.add;
import static dev.milepost.templates.trees.TarFiles.put;
import static dev.milepost.templates.trees.TarFiles.tar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The holes of a sparse file are as large as its header states, and no byte of the archive stands for them. */
class SparseTarTest {

    private static final String HUGE = Long.toString(1L << 62);

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void refusesSparseFilesAtOnce() {
        var archive = tar(tar -> {
            attributes(
                    tar,
                    "GNU.sparse.offset=" + HUGE,
                    "GNU.sparse.numbytes=0",
                    "SCHILY.filetype=sparse",
                    "SCHILY.realsize=" + HUGE);
            add(tar, "f", TEXT);
        });

        var start = System.nanoTime();
        assertThatThrownBy(() -> TarArchive.read(archive))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("sparse file");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    /** The extended header of the next entry. */
    private static void attributes(TarArchiveOutputStream tar, String... attributes) {
        var content = Arrays.stream(attributes)
                .map(SparseTarTest::line)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        var header = new TarArchiveEntry("headers", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        put(tar, header, content);
    }

    /** A line begins with its own length. */
    private static String line(String attribute) {
        int length = attribute.length() + 2;
        while (Integer.toString(length).length() + attribute.length() + 2 != length) {
            length++;
        }
        return length + " " + attribute + "\n";
    }
}
