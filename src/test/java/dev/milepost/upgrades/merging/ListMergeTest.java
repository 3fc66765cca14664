package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists whose items have keys are merged like maps. */
class ListMergeTest {

    @Test
    void mergesListsByKey() {
        var merged = yaml("""
                env:
                  - name: A
                    value: 1
                  - name: B
                    value: 1
                """, """
                env:
                  - name: A
                    value: 2
                  - name: B
                    value: 1
                  - name: C
                    value: 1
                """, """
                env:
                  - name: A
                    value: 1
                    own: x
                  - name: D # ours
                    value: 1
                  - name: B
                    value: 1
                """);

        assertThat(merged).contains("""
                        env:
                          - name: A
                            value: 2
                            own: x
                          - name: D # ours
                            value: 1
                          - name: B
                            value: 1
                          - name: C
                            value: 1
                        """);
    }

    @Test
    void removesItemsOfLists() {
        assertThat(yaml(
                        "l:\n- id: a\n  x: 1\n- id: b\n  x: 1\n",
                        "l:\n- id: b\n  x: 1\n",
                        "l:\n- id: a\n  x: 1\n- id: b\n  x: 2\n"))
                .contains("l:\n- id: b\n  x: 2\n");
        assertThat(KeyMerge.merge(
                        KeyedFormat.JSON,
                        new ThreeWayTexts(
                                "{\"l\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}",
                                "{\"l\": [{\"name\": \"b\"}, {\"name\": \"c\"}]}",
                                "{\"l\": [{\"name\": \"a\"}, {\"name\": \"b\", \"x\": 1}]}"),
                        new MergeBudget()))
                .contains("{\"l\": [{\"name\": \"b\", \"x\": 1}, {\"name\": \"c\"}]}");
    }

    /** The order of steps has a meaning. */
    @Test
    void leavesReorderedListsToTheMergeByLine() {
        assertThat(yaml(
                        "l:\n- id: a\n- id: b\nx: 1\n",
                        "l:\n- id: b\n- id: a\nx: 2\n",
                        "l:\n- id: a\n- id: b\n- id: c\nx: 1\n"))
                .isEmpty();
    }

    /** Items with one key twice, or with other keys on one side, are no map. */
    @Test
    void leavesListsWithoutKeysToTheMergeByLine() {
        assertThat(yaml("l: [{a: 1}, {a: 1}]\n", "l: [{a: 1}, {a: 2}]\n", "l: [{a: 3}, {a: 1}]\n"))
                .isEmpty();
        assertThat(yaml(
                        "l:\n- {id: a, x: 1}\n- {id: b, x: 1}\n",
                        "l:\n- {id: a, x: 2}\n- {id: b, x: 1}\n",
                        "l:\n- {name: a, x: 1}\n- {name: b, x: 1}\n"))
                .isEmpty();
    }

    private static Optional<String> yaml(String base, String target, String theirs) {
        return KeyMerge.merge(KeyedFormat.YAML, new ThreeWayTexts(base, target, theirs), new MergeBudget());
    }
}
