package dev.milepost.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.testing.SloSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of the specification, a file each: the first comment says what is to become of it. */
class OpenSloConformanceTest {

    private static final Path FILES = Path.of("src/test/resources/openslo");

    static Stream<Path> valid() throws IOException {
        return Files.list(FILES.resolve("valid")).sorted();
    }

    static Stream<Path> invalid() throws IOException {
        return Files.list(FILES.resolve("invalid")).sorted();
    }

    /** What is written of what was read reads as the same, and is written as the same. */
    @ParameterizedTest
    @MethodSource("valid")
    void roundTripsValidDocuments(Path file) throws IOException {
        var documents = documents(file);

        var slos = SloReader.read(documents);

        assertThat(slos).hasSize(Integer.parseInt(expected(file).replaceAll("slos: ([0-9]+) .*", "$1")));
        var written = OpenSloWriter.write(documents);
        assertThat(SloSamples.documents(written)).isEqualTo(documents);
        assertThat(OpenSloWriter.write(SloSamples.documents(written))).isEqualTo(written);
    }

    /** What the comment names is found, and nothing else. */
    @ParameterizedTest
    @MethodSource("invalid")
    void locatesErrorsInInvalidDocuments(Path file) throws IOException {
        var expected = Arrays.stream(expected(file).split(" ; "))
                .map(fault -> fault.split(" \\| ", 2))
                .toList();

        var refused = catchThrowableOfType(InvalidOpenSlo.class, () -> SloReader.read(documents(file)));

        List<Fault> faults =
                Objects.requireNonNull(refused, "nothing was refused").faults();
        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(fault -> fault[0]).toList());
        for (var fault : expected) {
            assertThat(faults).anySatisfy(found -> {
                assertThat(found.pointer()).isEqualTo(fault[0]);
                assertThat(found.detail()).contains(fault[1]);
            });
        }
    }

    private static List<OpenSloDocument> documents(Path file) throws IOException {
        return OpenSloReader.read(Files.readAllBytes(file), DocumentFormat.YAML);
    }

    private static String expected(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElseThrow().substring(2);
        }
    }
}
