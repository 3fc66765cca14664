package dev.milepost.platform.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.milepost.testing.EqualHashes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiesTest {

    private static final List<String> TEXTS = EqualHashes.texts(50_000);

    @Test
    void copiesManyTextsWithTheSameHashCode() {
        var values = new LinkedHashMap<String, Integer>();
        TEXTS.forEach(text -> values.put(text, values.size()));

        var set = assertTimeoutPreemptively(Duration.ofSeconds(8), () -> Copies.set(TEXTS));
        var map = assertTimeoutPreemptively(Duration.ofSeconds(8), () -> Copies.map(values));

        assertThat(set).containsExactlyElementsOf(TEXTS);
        assertThat(map).containsExactlyEntriesOf(values);
    }

    @Test
    void makesCopiesThatDoNotChange() {
        var values = new LinkedHashMap<String, Integer>();
        var copy = Copies.map(values);
        values.put("a", 1);

        assertThat(copy).isEmpty();
        assertThatThrownBy(() -> copy.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Copies.set(TEXTS).clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
