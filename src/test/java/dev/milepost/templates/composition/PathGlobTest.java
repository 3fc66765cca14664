package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths a pattern means. */
class PathGlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "src/** src/a true",
                "src/** src/a/b/.c true",
                "src/** src false",
                "src/** srcs/a false",
                "** a/b true",
                "**/x x true",
                "**/x a/b/x true",
                "**/x a/bx false",
                "a/**/x a/x true",
                "a/**/x a/b/c/x true",
                "a/**/x a/bx false",
                "* a true",
                "* .gitignore true",
                "* a/b false",
                "*.md README.md true",
                "*.md docs/README.md false",
                "a?c abc true",
                "a?c a/c false",
                "*.{yaml,yml} a.yml true",
                "*.{yaml,yml} a.yaml,yml false",
                "a,b a,b true",
                "a}b a}b true",
                "[ab].txt a.txt true",
                "[!ab].txt a.txt false",
                "[!ab].txt c.txt true",
                "a[!b]c a/c false",
                "\\*.txt *.txt true",
                "\\*.txt a.txt false",
                "a.b axb false",
                "$(x)+ $(x)+ true",
            })
    void matches(String glob, String path, boolean expected) {
        assertThat(PathGlob.of(glob).matches(path)).isEqualTo(expected);
    }
}
