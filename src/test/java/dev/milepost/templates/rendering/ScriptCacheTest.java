package dev.milepost.templates.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.rendering.ScriptCache.Compiled;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Script;

class ScriptCacheTest {

    private static final Script SCRIPT = (context, scope, receiver) -> "";

    private final ScriptCache cache = new ScriptCache(1_600);
    private int compiled;

    private void find(String text) {
        cache.find(text, TemplateSyntax.DEFAULT, false, () -> {
            compiled++;
            return Compiled.of(SCRIPT, text, "y".repeat(90));
        });
    }

    @Test
    void compilesATextOnce() {
        find("a");
        find("a");

        assertThat(compiled).isEqualTo(1);
    }

    /** Whatever the number of texts: a count says nothing of their memory. */
    @Test
    void keepsALimitedNumberOfCharacters() {
        for (int i = 0; i < 1_000; i++) {
            find("text " + i);
        }

        assertThat(cache.characters()).isBetween(1_400L, 1_600L);
        find("text 999");
        assertThat(compiled).isEqualTo(1_000);
    }

    @Test
    void keepsNoLongTexts() {
        find("x".repeat(100));
        find("x".repeat(100));

        assertThat(compiled).isEqualTo(2);
        assertThat(cache.characters()).isZero();
    }
}
