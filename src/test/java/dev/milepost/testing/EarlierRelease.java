package dev.milepost.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/**
 * What an earlier release left and answered, as {@link ReleaseSnapshot} kept it.
 *
 * @param folder is called like the release's last migration
 */
public record EarlierRelease(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path KEPT = Path.of("src/test/resources/upgrade");

    /** The last one. */
    public static EarlierRelease last() throws Exception {
        try (var folders = Files.list(KEPT)) {
            return new EarlierRelease(folders.filter(Files::isDirectory)
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow());
        }
    }

    /** Makes an empty database that of the release: its migrations as they are today, and its rows. */
    public void restore(Map<String, String> properties) throws Exception {
        Flyway.configure()
                .dataSource(
                        Objects.requireNonNull(properties.get("quarkus.datasource.jdbc.url")),
                        properties.get("quarkus.datasource.username"),
                        properties.get("quarkus.datasource.password"))
                .locations("filesystem:src/main/resources/db/migration")
                .target(folder.getFileName().toString())
                .load()
                .migrate();
        new DatabaseCopy(properties).replaceBy(Files.readAllLines(folder.resolve("data.sql")));
    }

    /** The last migration of a database. */
    public static String version(Map<String, String> properties) throws Exception {
        return new DatabaseCopy(properties).version();
    }

    /** How a service answers otherwise, one line for each difference. */
    public List<String> differences(URI service) throws Exception {
        JsonNode answers = JSON.readTree(folder.resolve("answers.json").toFile());
        var now = new ReleaseSnapshot(service);
        var differences = new ArrayList<String>();
        for (var answer : answers.properties()) {
            for (var difference : Differences.between(answer.getValue(), now.get(answer.getKey()))) {
                differences.add(answer.getKey() + " " + difference);
            }
        }
        return differences;
    }
}
