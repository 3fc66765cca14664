package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.diff.HistogramDiff;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    private final Random random = new Random(13);

    @Test
    void agreesWithGit() {
        for (int i = 0; i < 500; i++) {
            var before = TextLines.of(numbers(random.nextInt(60), 8));
            var after = TextLines.of(numbers(random.nextInt(60), 8));

            assertThat(new LineDiff(new MergeBudget()).diff(new TextLines.Comparison(), before, after))
                    .isEqualTo(new HistogramDiff().diff(new TextLines.Comparison(), before, after));
        }
    }

    @Test
    void producesValidDiffWithoutBudget() {
        var spent = new MergeBudget();
        assertThat(spent.take(20_000_000_000L)).isTrue();
        for (int i = 0; i < 500; i++) {
            var before = TextLines.of(numbers(random.nextInt(60), 40));
            var after = TextLines.of(numbers(random.nextInt(60), 40));

            var edits = new LineDiff(spent).diff(new TextLines.Comparison(), before, after);

            int at = 0;
            int inAfter = 0;
            for (var edit : edits) {
                for (; at < edit.getBeginA(); at++, inAfter++) {
                    assertThat(after.line(inAfter)).isEqualTo(before.line(at));
                }
                assertThat(inAfter).isEqualTo(edit.getBeginB());
                at = edit.getEndA();
                inAfter = edit.getEndB();
            }
            assertThat(after.size() - inAfter).isEqualTo(before.size() - at);
        }
    }

    @Test
    void findsSingleChangeInLongText() {
        var before = numbers(100_000);
        var after = before.replace("\n500\n", "\nx\n").replace("\n90000\n", "\ny\n");

        var edits = new LineDiff(new MergeBudget())
                .diff(new TextLines.Comparison(), TextLines.of(before), TextLines.of(after));

        assertThat(edits).hasSize(2).allMatch(edit -> edit.getLengthA() == 1 && edit.getLengthB() == 1);
    }

    private String numbers(int count, int most) {
        return random.ints(count, 0, most).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }
}
