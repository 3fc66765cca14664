package dev.milepost.policy.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents that the service saves. What they mean is in {@code BaselineTest}. */
class BaselineDocumentsTest {

    private record Config(Optional<String> documentation) implements BaselineConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public String owner() {
            return "group:default/security";
        }
    }

    @Test
    void areThoseOfTheFolder() throws IOException {
        try (var files = Files.list(Path.of("policies/baseline"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Baseline.NAMES.stream().map(name -> name + ".yaml").toList());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            , ,
            https://docs.acme.example/baseline, https://docs.acme.example/baseline#sbom
            https://docs.acme.example/{name}.html, https://docs.acme.example/sbom.html
            """)
    void haveConfiguredOwnerAndDocumentation(String configured, String address) {
        var config = new Config(Optional.ofNullable(configured));

        var policy = PolicyDocument.read(Baseline.document("sbom", config));

        assertThat(policy.owner()).isEqualTo("group:default/security");
        assertThat(policy.documentation()).isEqualTo(address);
    }
}
