package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check of known vulnerabilities finds one that a database has, by a list like that of each build. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class VulnerabilitiesIT {

    private static final String CHECK = "src/test/vulnerabilities/check";

    @TempDir
    private static Path folder;

    private static Path database;

    @BeforeAll
    static void writeDatabase() throws IOException {
        database = folder.resolve("database");
        var file =
                Files.createDirectories(database.resolve("osv-scanner/Maven")).resolve("all.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("TEST-2026-1.json"));
            zip.write("""
                    {"schema_version": "1.6.0", "id": "TEST-2026-1", "modified": "2026-01-01T00:00:00Z",
                     "published": "2026-01-01T00:00:00Z", "summary": "Runs what it logs", "affected": [{
                     "package": {"ecosystem": "Maven", "name": "com.example:logs"},
                     "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.15.0"}]}]}]}
                    """.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    @Tag(Soak.ALONE)
    void reportsKnownVulnerability() throws Exception {
        requireScanner();

        var vulnerable = check(sbom("2.14.1"), database.toString());
        var fixed = check(sbom("2.15.0"), database.toString());

        assertThat(vulnerable).startsWith("1 ").contains("TEST-2026-1", "com.example:logs", "2.14.1");
        assertThat(fixed).startsWith("0 ");
    }

    /** What the build made is read whole, and of the versions in it the database knows nothing. */
    @Test
    @Tag(Soak.ALONE)
    void readsSbomOfBuild() throws Exception {
        requireScanner();

        var answer = check(Path.of("target/milepost.cdx.json"), database.toString());

        assertThat(answer).startsWith("0 ").containsPattern("found [1-9]\\d\\d packages");
    }

    @Test
    void reportsSkippedCheckWithoutDatabase() throws Exception {
        assertThat(check(sbom("2.14.1"))).startsWith("0 Known vulnerabilities were not looked for");
    }

    @Test
    void failsWithMissingDatabase() throws Exception {
        assertThat(check(sbom("2.14.1"), folder.resolve("nowhere").toString()))
                .startsWith("2 ")
                .contains("osv-scanner/Maven/all.zip is missing");
    }

    /** It comes from PATH or is built by Go; CI has Go. */
    private static void requireScanner() {
        assumeThat(System.getenv("CI") != null || isInPath("osv-scanner") || isInPath("go"))
                .as("neither osv-scanner nor Go is in PATH")
                .isTrue();
    }

    private static boolean isInPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Path sbom(String version) throws IOException {
        var purl = "pkg:maven/com.example/logs@%s?type=jar".formatted(version);
        return Files.writeString(folder.resolve(version + ".cdx.json"), """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [{"type": "library",
                 "group": "com.example", "name": "logs", "version": "%1$s", "purl": "%2$s", "bom-ref": "%2$s"}]}
                """.formatted(version, purl));
    }

    /** The exit code of the check, and what it says. */
    private static String check(Path sbom, String... database) throws Exception {
        var command = Stream.concat(Stream.of(CHECK, sbom.toString()), Stream.of(database))
                .toList();
        var running = new ProcessBuilder(List.copyOf(command))
                .redirectErrorStream(true)
                .start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return running.waitFor() + " " + said;
    }
}
