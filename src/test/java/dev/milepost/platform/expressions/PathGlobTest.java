package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.expressions.PathGlob.Syntax;
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
    void matchesInBothSyntaxes(String glob, String path, boolean expected) {
        for (var syntax : Syntax.values()) {
            assertThat(PathGlob.compile(glob, syntax).matches(path)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "src/**.java src/a.java true true",
                "src/**.java src/a/b.java true false",
                "a**b a/b true false",
                "{a} a true false",
                "{a} {a} false true",
                "@(a|b) a false true",
                "@(a|b) @(a|b) true false",
                "+(a|b)/x abba/x false true",
                "*(a)b b false true",
                "?(a)b ab false true",
                "*(a).txt b(a).txt true false",
                "**(a|b) ab false true",
            })
    void matchesBySyntax(String glob, String path, boolean java, boolean globby) {
        assertThat(PathGlob.compile(glob, Syntax.JAVA).matches(path)).isEqualTo(java);
        assertThat(PathGlob.compile(glob, Syntax.GLOBBY).matches(path)).isEqualTo(globby);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"JAVA {a", "JAVA [a", "GLOBBY {{a,b}", "GLOBBY @(a", "GLOBBY !(a)", "GLOBBY [b-a]", "JAVA [b-a]"})
    void refusesInvalidGlobs(Syntax syntax, String glob) {
        assertThatThrownBy(() -> PathGlob.compile(glob, syntax)).isInstanceOf(IllegalArgumentException.class);
    }
}
