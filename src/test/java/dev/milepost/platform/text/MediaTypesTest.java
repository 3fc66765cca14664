package dev.milepost.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "                                 | ''",
                "''                               | ''",
                "application/json                 | application/json",
                "'Application/JSON ; charset=ISO' | application/json",
                "' text/yaml'                     | text/yaml",
                "'; charset=utf-8'                | ''",
            })
    void omitsParametersAndCase(String contentType, String essence) {
        assertThat(MediaTypes.essence(contentType)).isEqualTo(essence);
    }
}
