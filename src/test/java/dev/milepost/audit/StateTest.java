package dev.milepost.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {

    @Test
    void leavesOutWhatIsNotThere() {
        var state = new State()
                .with("version", "1.0.0")
                .with("successor", (Object) null)
                .with("replays", 2);

        assertThat(state.json()).hasToString("{\"version\":\"1.0.0\",\"replays\":2}");
    }

    @Test
    void cutsWhatIsLong() {
        var text = new State()
                .with("reason", "é".repeat(100_000))
                .json()
                .path("reason")
                .textValue();

        assertThat(text).hasSize(State.LONGEST_TEXT).endsWith("é…");
    }

    @Test
    void cutsNoCharacterInHalf() {
        var text = new State()
                .with("reason", "\uD83D\uDE00".repeat(2_000))
                .json()
                .path("reason")
                .textValue();

        assertThat(text).hasSizeLessThanOrEqualTo(State.LONGEST_TEXT).endsWith("\uD83D\uDE00…");
    }

    @Test
    void keepsTheFirstOfALongListAndItsLength() {
        var json = new State()
                .with("refs", Collections.nCopies(1_000, "a"))
                .with("few", List.of("b"))
                .json();

        assertThat(json.path("refs")).hasSize(State.LONGEST_LIST);
        assertThat(json.path("refs_count").intValue()).isEqualTo(1_000);
        assertThat(json.path("few")).hasSize(1);
        assertThat(json.has("few_count")).isFalse();
    }

    @Test
    void keepsNoCharacterThatTheDatabaseDoesNot() {
        assertThat(new State().with("reason", "a\0b").json().path("reason").textValue())
                .isEqualTo("a b");
    }
}
