package dev.milepost.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupedRowsTest {

    private record Row(String key, int value) {}

    private final List<Integer> given = new ArrayList<>();
    private final GroupedRows<String, Row, Integer> grouped =
            new GroupedRows<>(Row::key, this::largest, rows -> rows.get(0).value());

    private List<Row> largest(List<Row> rows) {
        given.add(rows.size());
        return List.of(Collections.max(rows, (one, other) -> Integer.compare(one.value(), other.value())));
    }

    @Test
    void keepsFewRowsOfAKey() {
        for (int i = 0; i < 1_000; i++) {
            grouped.add(new Row("a", i == 300 ? 5_000 : i));
        }
        grouped.add(new Row("b", 7));

        assertThat(grouped.results()).isEqualTo(Map.of("a", 5_000, "b", 7));
        assertThat(given).hasSizeGreaterThan(5).allMatch(rows -> rows <= 100);
    }

    @Test
    void hasNoResultsWithoutRows() {
        assertThat(grouped.results()).isEmpty();
    }

    @Test
    void failsIfTheRowsOfAKeyAreApart() {
        grouped.add(new Row("a", 1));
        grouped.add(new Row("b", 1));
        grouped.add(new Row("a", 2));

        assertThatThrownBy(grouped::results).isInstanceOf(IllegalStateException.class);
    }
}
