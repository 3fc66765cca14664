package dev.milepost.upgrades.plans;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRequestReaderTest {

    @Test
    void pointsToWhatIsWrong() {
        var faults = faults("{\"a/b\": 1, \"files\": {\"c/d\": 1, \"e\": {\"base64\": \"?\"}}}");

        assertThat(faults)
                .containsExactly(
                        new Fault(
                                "/a~1b",
                                "is not a member of a plan request: its members are to, from, parameters and files"),
                        new Fault("/files/c~1d", "must be a string, or an object with either text or base64"),
                        new Fault("/files/e/base64", "is not valid Base64"));
    }

    @Test
    void refusesOtherTypesOfMembersOfAFile() {
        var faults = faults("""
                {"files": {"a": {"text": 7, "base64": "Yw=="}, "b": {"text": "b", "executable": "true"},
                 "c": {"text": "c", "other": {"text": [{}]}}, "d": {"text": [["d"]]}, "e": {}}}
                """);

        assertThat(faults)
                .containsExactly(
                        new Fault("/files/a/text", "must be a string"),
                        new Fault("/files/b/executable", "must be true or false"),
                        new Fault(
                                "/files/c/other",
                                "is not a member of a file: its members are text, base64 and executable"),
                        new Fault("/files/d/text", "must be a string"),
                        new Fault("/files/e", "must be a string, or an object with either text or base64"));
    }

    @Test
    void keepsFewShortFaults() {
        var files = IntStream.range(0, 500)
                .mapToObj(i -> "\"%s%d\": 1".formatted("n".repeat(10_000), i))
                .collect(Collectors.joining(","));

        assertThat(faults("{\"files\": {" + files + "}}"))
                .hasSize(100)
                .allSatisfy(fault -> assertThat(fault.pointer()).hasSizeLessThanOrEqualTo(Fault.POINTER_LENGTH + 1));
    }

    @Test
    void readsAllMembers() {
        var request = PlanRequestReader.json(bytes("""
                {"parameters": {"a": {"b": [1]}}, "to": "1.0.0", "from": null, "to": "2.0.0", "files": {
                 "a": "old", "b": {"text": "b", "executable": true}, "a": "text",
                 "c": {"base64": "Yw==", "executable": true}, "d": {"text": null, "base64": "ZA==", "executable": null}}}
                """), null, "0.9.0");

        assertThat(request.to()).isEqualTo("2.0.0");
        assertThat(request.from()).isEqualTo("0.9.0");
        assertThat(request.parameters()).hasToString("{\"a\":{\"b\":[1]}}");
        assertThat(request.checkout().read(FileTree.EMPTY, FileTree.EMPTY).files())
                .isEqualTo(FileTree.of(new TreeMap<>(Map.of(
                        "a", TreeFile.text("text"),
                        "b", TreeFile.of(bytes("b"), true),
                        "c", TreeFile.of(bytes("c"), true),
                        "d", TreeFile.text("d")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "7", "null", "[{\"files\": {}}]"})
    void refusesOtherThanAnObject(String body) {
        assertThat(faults(body)).containsExactly(new Fault("", "must be an object with files"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"files\": {}} {}", "[] 7", "[", "{\"to\": [}", "{\"files\": {\"a\": {\"text\": }}}"})
    void refusesMalformedJson(String body) {
        assertProblem(ProblemType.MALFORMED_BODY, () -> PlanRequestReader.json(bytes(body), null, null))
                .hasMessage("The body is incomplete or not valid JSON.");
    }

    @Test
    void refusesMembersOfOtherKinds() {
        assertThat(faults("{\"to\": [{}], \"from\": {\"a\": 1}, \"parameters\": [1], \"files\": [{}]}"))
                .containsExactly(
                        new Fault("/to", "must be a string"),
                        new Fault("/from", "must be a string"),
                        new Fault("/parameters", "must be an object of values by parameter name"),
                        new Fault("/files", "must be an object of the service's files by path"));
    }

    /** They are copied several times, and each template parses them anew. */
    @Test
    void limitsTheMemoryOfParameters() {
        var body = bytes("{\"files\": {}, \"parameters\": {\"p\": [" + "{},".repeat(500_000) + "0]}}");

        assertProblem(ProblemType.INVALID_PLAN_REQUEST, () -> PlanRequestReader.json(body, null, null))
                .hasMessageMatching("/parameters take more than \\d+ MiB of memory.*");
    }

    @Test
    void limitsTheFiles() {
        var content = "x".repeat(TarArchive.MAX_FILE_BYTES);
        var five = IntStream.range(0, 5).mapToObj(i -> "\"%d\":\"%s\"".formatted(i, content));
        var many = IntStream.rangeClosed(0, TarArchive.MAX_FILES).mapToObj("\"%d\":\"\""::formatted);
        var repeated =
                Stream.generate(() -> "\"same\":\"%s\"".formatted(content)).limit(5);
        var tooLarge = new Fault("/files", "are more than 5,000 files, or more than 20 MiB together");

        assertThat(faults(files(five))).containsExactly(tooLarge);
        assertThat(faults(files(many))).containsExactly(tooLarge);
        assertThat(faults(files(Stream.of("\"a\":\"x" + content + "\""))))
                .containsExactly(new Fault("/files/a", "is larger than 5 MiB"));
        assertThat(PlanRequestReader.json(bytes(files(repeated)), null, null)
                        .checkout()
                        .read(FileTree.EMPTY, FileTree.EMPTY)
                        .files())
                .isEqualTo(FileTree.of(new TreeMap<>(Map.of("same", TreeFile.text(content)))));
    }

    /** A tree takes fifty times its text. */
    @ParameterizedTest
    @ValueSource(strings = {"to", "from", "other", "files"})
    void makesNoTreeOfOtherMembers(String member) {
        assertRefusedWithinMemory("{\"%s\": [%s0]}".formatted(member, "{\"\":{}},".repeat(1 << 19)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "from", "parameters", "files"})
    void keepsFewFaultsOfARepeatedMember(String member) {
        assertRefusedWithinMemory(
                "{%s\"files\": 1}".formatted("\"%s\": 1,".formatted(member).repeat(1 << 18)));
    }

    /** It takes no more memory than the body has, apart from what is loaded the first time. */
    private static void assertRefusedWithinMemory(String text) {
        assertThat(faults("{\"to\": 1}")).isNotEmpty();
        var body = bytes(text);
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        assertProblem(ProblemType.INVALID_PLAN_REQUEST, () -> PlanRequestReader.json(body, null, null));

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(body.length);
    }

    private static String files(Stream<String> files) {
        return files.collect(Collectors.joining(",", "{\"files\": {", "}}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Fault> faults(String body) {
        var problem = problemOf(() -> PlanRequestReader.json(bytes(body), null, null));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PLAN_REQUEST);
        return problem.faults();
    }
}
