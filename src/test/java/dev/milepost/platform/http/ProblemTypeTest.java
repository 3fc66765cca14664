package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.milepost.testing.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The code, the list of types and the contract have the same types of problems. */
class ProblemTypeTest {

    /** As in {@code super(404, "unknown-slo", "There is no such SLO.", …)}. */
    private static final Pattern WRITTEN_OUT =
            Pattern.compile("(?:(\\d{3}),\\s*)?\"([a-z]+(?:-[a-z]+)*)\",\\s*\"([A-Z][^\"]*\\.)\"");

    private static final Pattern NAMED = Pattern.compile("ProblemType\\.([A-Z_]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `.*\\|$");

    /** @param status null where it is not beside the slug */
    private record WrittenType(@Nullable String status, String slug, String title) {}

    @Test
    void listsTypesOfExceptions() {
        var used = new TreeSet<String>();

        exceptions().forEach(source -> {
            NAMED.matcher(source)
                    .results()
                    .forEach(name -> used.add(ProblemType.valueOf(name.group(1)).slug()));
            for (var written : written(source)) {
                var type = ProblemType.find(written.slug());
                assertThat(type).as(written.slug()).isPresent();
                assertThat(written.title())
                        .as(written.slug())
                        .isEqualTo(type.get().title());
                if (written.status() != null) {
                    assertThat(written.status())
                            .as(written.slug())
                            .isEqualTo(Integer.toString(type.get().status()));
                }
                used.add(written.slug());
            }
        });

        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::slug))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    /** So that no exception is overlooked. */
    @Test
    void readsTypeOfEveryException() {
        assertThat(exceptions())
                .hasSizeGreaterThan(80)
                .allSatisfy(source -> assertThat(
                                NAMED.matcher(source).find() || !written(source).isEmpty())
                        .as(source)
                        .isTrue());
    }

    @Test
    void listsTypesInContract() throws IOException {
        var description = new YAMLMapper()
                .readTree(Path.of(Contract.DOCUMENT).toFile())
                .at("/paths/~1problems~1{slug}/get/description")
                .asText();

        var rows = ROW.matcher(description).results().map(row -> row.group());

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> "| `%s` | %d | %s | %s |"
                                .formatted(type.slug(), type.status(), type.title(), type.description()))
                        .toList());
    }

    private static List<WrittenType> written(String source) {
        return WRITTEN_OUT
                .matcher(source)
                .results()
                .map(type -> new WrittenType(type.group(1), type.group(2), type.group(3)))
                .toList();
    }

    /** The sources of the exceptions that are answered; what the command line alone throws has no address. */
    private static List<String> exceptions() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/cli/"))
                    .flatMap(ProblemTypeTest::exception)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> exception(Path file) {
        try {
            var source = Files.readString(file);
            return source.contains("extends ProblemException") ? Stream.of(source) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
