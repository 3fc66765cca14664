package dev.milepost.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConfigurationTest {

    private final ObjectMapper json = new ObjectMapper();

    /** A body with a member of each type. */
    record Body(String someText, int number, Double ratio, boolean flag) {}

    @BeforeEach
    void configure() {
        new JsonConfiguration().customize(json);
    }

    @Test
    void readsMembersOfTheirTypes() throws JsonProcessingException {
        assertThat(json.readValue("{\"some_text\": \"5\", \"number\": 5, \"ratio\": 5, \"flag\": true}", Body.class))
                .isEqualTo(new Body("5", 5, 5.0, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"some_text\": 5}",
                "{\"some_text\": 5.5}",
                "{\"some_text\": true}",
                "{\"some_text\": []}",
                "{\"number\": \"5\"}",
                "{\"number\": 5.5}",
                "{\"number\": true}",
                "{\"ratio\": \"5\"}",
                "{\"ratio\": true}",
                "{\"flag\": \"true\"}",
                "{\"flag\": 1}",
                "{\"sometext\": \"5\"}"
            })
    void refusesOtherTypesAndMembers(String body) {
        assertThatThrownBy(() -> json.readValue(body, Body.class)).isInstanceOf(MismatchedInputException.class);
    }
}
