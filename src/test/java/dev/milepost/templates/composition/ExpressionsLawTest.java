package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpressionsLawTest {

    private static final String[] PARTS = {
        "{%", "%}", "raw", "endraw", "verbatim", "endverbatim", " ", "-", "${{ steps.a }}", "steps.a", "}}", "x"
    };

    private final Random random = new Random(13);

    /** What {@code raw} encloses ends at the first tag that is its end, as it did when each tag was looked at alone. */
    @Test
    void preservesRawBlocks() {
        for (int i = 0; i < 50_000; i++) {
            var within = random.ints(random.nextInt(8), 0, PARTS.length)
                    .mapToObj(part -> PARTS[part])
                    .collect(Collectors.joining());
            var text = "{% raw %}" + within + "{{";
            int end = end(within);

            var rewritten = StepIdRewriter.rewrite(text, id -> "b");

            var raw = "{% raw %}" + (end < 0 ? within + "{{" : within.substring(0, end));
            assertThat(rewritten).as(text).startsWith(raw);
            assertThat(rewritten.substring(raw.length()))
                    .as(text)
                    .isEqualTo(end < 0 ? "" : StepIdRewriter.rewrite(within.substring(end) + "{{", id -> "b"));
        }
    }

    private static int end(String text) {
        for (int tag = text.indexOf("{%"); tag >= 0; tag = text.indexOf("{%", tag + 1)) {
            int end = text.indexOf("%}", tag);
            if (end >= tag + 2
                    && text.substring(tag + 2, end)
                            .replaceAll("^-|-$", "")
                            .strip()
                            .equals("endraw")) {
                return end + 2;
            }
        }
        return -1;
    }
}
