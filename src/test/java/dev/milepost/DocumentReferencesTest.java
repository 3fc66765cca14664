package dev.milepost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every document that code, configuration or another document cites is in the repository. */
class DocumentReferencesTest {

    private static final Pattern CITED = Pattern.compile("(?<![\\w/.:*-])((?:\\.\\.?/)*[A-Za-z][\\w/.-]*\\.md)\\b");
    private static final Pattern COMMENT_OR_STRING =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final List<String> FOLDERS = List.of(
            "src/main/java", "src/test/java", "src/local", "src/main/resources", "bench", "docs", "openapi", "helm");

    @Test
    void citesNoMissingDocument() throws IOException {
        try (var files = Stream.concat(roots(), FOLDERS.stream().flatMap(DocumentReferencesTest::files))) {
            var missing = files.flatMap(DocumentReferencesTest::missing).toList();

            assertThat(missing).isEmpty();
        }
    }

    private static Stream<Path> roots() throws IOException {
        return Files.list(Path.of(".")).filter(file -> file.toString().endsWith(".md") || file.endsWith("pom.xml"));
    }

    private static Stream<Path> files(String folder) {
        try {
            return Files.walk(Path.of(folder))
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|md|yaml|properties|tpl|txt)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> missing(Path file) {
        var text = read(file);
        // In code only comments cite; strings are data. Examples in documents name files of users.
        var cited = file.toString().endsWith(".java")
                ? comments(text)
                : EXAMPLE.matcher(text).replaceAll("");
        return CITED.matcher(cited)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !exists(file, name))
                .map(name -> file + " cites " + name);
    }

    private static boolean exists(Path file, String name) {
        var folder = file.getParent() == null ? Path.of(".") : file.getParent();
        return Files.exists(folder.resolve(name)) || Files.exists(Path.of(name));
    }

    private static String comments(String source) {
        return COMMENT_OR_STRING
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(text -> text.startsWith("/"))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
