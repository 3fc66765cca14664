package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples of docs/policies.md. */
class PolicyGuideTest {

    private static final Path GUIDE = Path.of("docs/policies.md");
    private static final Path EXAMPLE = Path.of("src/test/resources/policies");

    @TempDir
    Path folder;

    private static List<String> blocks(String language) throws IOException {
        var found = new ArrayList<String>();
        var text = Files.readString(GUIDE);
        var fence = "```" + language + "\n";
        for (int at = text.indexOf(fence); at >= 0; at = text.indexOf(fence, at + 1)) {
            var start = at + fence.length();
            found.add(text.substring(start, text.indexOf("```", start)));
        }
        return found;
    }

    @Test
    void hasValidPolicyWhoseCasesPass() throws IOException {
        int index = 0;
        for (var block : blocks("yaml")) {
            Files.writeString(folder.resolve(index++ + ".yaml"), block);
        }
        Files.createDirectory(folder.resolve("evidence"));
        for (var name : List.of("bom.json", "openvex.json")) {
            Files.copy(
                    EXAMPLE.resolve("evidence").resolve(name),
                    folder.resolve("evidence").resolve(name));
        }

        assertThat(PolicyCall.of("lint", folder.toString()).out())
                .isEqualTo("1 policies in 2 files: 0 errors, 0 warnings\n");
        assertThat(PolicyCall.of("test", folder.toString()).out())
                .isEqualTo("5 cases of 1 policies: 5 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void namesCommandsThatThereAre() throws IOException {
        var commands = String.join("", blocks("sh"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith("./milepost policy "))
                .toList();

        assertThat(commands).hasSize(5).allSatisfy(command -> {
            int comment = command.indexOf(" #");
            var words = (comment < 0 ? command : command.substring(0, comment))
                    .replace("./milepost policy ", "")
                    .replace("\"", "")
                    .replace("$MILEPOST_URL", "http://localhost:8080")
                    .strip();
            assertThat(new CommandLine(new PolicyCommand())
                            .parseArgs(words.split(" +"))
                            .hasSubcommand())
                    .isTrue();
        });
    }
}
