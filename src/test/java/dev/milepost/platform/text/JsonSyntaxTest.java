package dev.milepost.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSyntaxTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    @ParameterizedTest
    @CsvSource({
        "'{\"a\": }', 'The text is not JSON: the character ''}'' is not expected there (line 1, column 7)'",
        "'{\"a\": [1,', 'The JSON ends before it is complete (line 1, column 10)'",
        "'{\"a\": 1, \"a\": 2}', 'The JSON has two members named ''a'' in one object (line 1, column 13)'",
        "'{\"a\": nul}', 'The text is not JSON (line 1, column 7)'"
    })
    void saysWhereTextStopsBeingJson(String text, String sentence) {
        assertThat(JsonSyntax.describe(fault(text))).isEqualTo(sentence);
    }

    @Test
    void namesNoSettingOfTheParser() {
        assertThat(JsonSyntax.describe(fault("[".repeat(2_000))))
                .startsWith("The JSON is nested too deeply")
                .doesNotContain("Stream");
    }

    private static JsonProcessingException fault(String text) {
        return catchThrowableOfType(JsonProcessingException.class, () -> JSON.readTree(text));
    }
}
