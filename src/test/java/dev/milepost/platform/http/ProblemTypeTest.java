package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.milepost.testing.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code, the list of types and the contract have the same types of problems. */
class ProblemTypeTest {

    private static final Pattern NAMED = Pattern.compile("ProblemType\\.([A-Z_]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `.*\\|$");

    /** Every type is that of a problem in the code, or of a refusal before an endpoint is reached. */
    @Test
    void listsOnlyUsedTypes() {
        var used = EnumSet.noneOf(ProblemType.class);
        sources()
                .flatMap(source -> NAMED.matcher(source).results())
                .forEach(name -> used.add(ProblemType.valueOf(name.group(1))));
        IntStream.range(400, 600).mapToObj(ProblemType::ofRefusal).forEach(used::add);

        assertThat(ProblemType.values()).containsExactlyInAnyOrderElementsOf(used);
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

    private static Stream<String> sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemTypeTest::source)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
