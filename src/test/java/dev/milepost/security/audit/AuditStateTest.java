package dev.milepost.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditStateTest {

    @Test
    void omitsAbsentValues() {
        var state = new AuditState()
                .with("version", "1.0.0")
                .with("successor", (Object) null)
                .with("replays", 2);

        assertThat(state.json()).hasToString("{\"version\":\"1.0.0\",\"replays\":2}");
    }

    @Test
    void truncatesLongTexts() {
        var text = new AuditState()
                .with("reason", "é".repeat(100_000))
                .json()
                .path("reason")
                .textValue();

        assertThat(text).hasSize(AuditState.MAX_TEXT_LENGTH).endsWith("é…");
    }

    @Test
    void truncatesAtCharacterBoundary() {
        var text = new AuditState()
                .with("reason", "\uD83D\uDE00".repeat(2_000))
                .json()
                .path("reason")
                .textValue();

        assertThat(text).hasSizeLessThanOrEqualTo(AuditState.MAX_TEXT_LENGTH).endsWith("\uD83D\uDE00…");
    }

    @Test
    void truncatesLongLists() {
        var json = new AuditState()
                .with("refs", Collections.nCopies(1_000, "a"))
                .with("few", List.of("b"))
                .json();

        assertThat(json.path("refs")).hasSize(AuditState.MAX_LIST_LENGTH);
        assertThat(json.path("refs_count").intValue()).isEqualTo(1_000);
        assertThat(json.path("few")).hasSize(1);
        assertThat(json.has("few_count")).isFalse();
    }

    @Test
    void removesNulCharacters() {
        assertThat(new AuditState().with("reason", "a\0b").json().path("reason").textValue())
                .isEqualTo("a b");
    }
}
