package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextMergeTest {

    private static final ConflictLabels LABELS = ConflictLabels.ofVersions("1.0.0", "1.1.0");

    @Test
    void mergesSeparateChanges() {
        var merged = merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n");

        assertThat(merged).isEqualTo(new TextMerge.Merged("A\nb\nc\nd\nE\n", 0));
    }

    @Test
    void marksConflicts() {
        var merged = merge("a\nb\nc\n", "a\ntemplate\nc\n", "a\nmine\nc\n");

        assertThat(merged.conflicts()).isEqualTo(1);
        assertThat(merged.text()).isEqualTo("""
                        a
                        <<<<<<< service
                        mine
                        ||||||| template 1.0.0
                        b
                        =======
                        template
                        >>>>>>> template 1.1.0
                        c
                        """);
    }

    @Test
    void keepsLineEndingsOfService() {
        assertThat(merge("a\nb\nc\nd\n", "a\nb\nc\nD\nE\n", "mine\r\nb\r\nc\r\nd\r\n"))
                .isEqualTo(new TextMerge.Merged("mine\r\nb\r\nc\r\nD\r\nE\r\n", 0));
        assertThat(merge("a\r\nb\r\nc\r\nd\r\n", "a\r\nb\r\nc\r\nD\r\n", "mine\nb\nc\nd\n"))
                .isEqualTo(new TextMerge.Merged("mine\nb\nc\nD\n", 0));
    }

    @Test
    void keepsMixedLineEndings() {
        assertThat(merge("a\nb\nc\nd\n", "a\nb\nc\nD\n", "mine\r\nb\nc\nd\n"))
                .isEqualTo(new TextMerge.Merged("mine\r\nb\nc\nD\n", 0));
    }

    @Test
    void adoptsLineEndingsOfTemplate() {
        assertThat(merge("a\nb\nc\n", "a\r\nb\r\nc\r\n", "mine\nb\nc\n"))
                .isEqualTo(new TextMerge.Merged("mine\r\nb\r\nc\r\n", 0));
    }

    @Test
    void usesLineEndingsOfServiceInConflicts() {
        assertThat(merge("a\n", "template\n", "mine\r\n").text())
                .isEqualTo("<<<<<<< service\r\nmine\r\n||||||| template 1.0.0\r\na\r\n=======\r\ntemplate\r\n"
                        + ">>>>>>> template 1.1.0\r\n");
    }

    @Test
    void preservesMissingFinalNewline() {
        assertThat(merge("a\nb\nc", "A\nb\nc", "a\nb\nc\nd").text()).isEqualTo("A\nb\nc\nd");
        assertThat(merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nc").text()).isEqualTo("A\nb\nc");
        assertThat(merge("a\nb\nc", "A\nb\nc\n", "a\nb\nC").text()).isEqualTo("A\nb\nC\n");
    }

    @Test
    void endsConflictMarkerWithNewline() {
        assertThat(merge("a", "template", "mine").text()).endsWith("template\n>>>>>>> template 1.1.0\n");
    }

    @Test
    void usesUniqueConflictMarkers() {
        var merged = merge("<<<<<<< x\na\n", "<<<<<<< x\ntemplate\n", "<<<<<<< x\nmine\n");

        assertThat(merged.text()).isEqualTo("""
                        <<<<<<< x
                        <<<<<<<< service
                        mine
                        |||||||| template 1.0.0
                        a
                        ========
                        template
                        >>>>>>>> template 1.1.0
                        """);
    }

    @Test
    void mergesWithEmptyText() {
        assertThat(merge("", "a\n", "")).isEqualTo(new TextMerge.Merged("a\n", 0));
        assertThat(merge("", "", "a\n")).isEqualTo(new TextMerge.Merged("a\n", 0));
        assertThat(merge("a\n", "", "a\n")).isEqualTo(new TextMerge.Merged("", 0));
        assertThat(merge("a\n", "", "a\nb\n").conflicts()).isLessThanOrEqualTo(1);
    }

    private static TextMerge.Merged merge(String base, String target, String theirs) {
        return TextMerge.merge(new ThreeWayTexts(base, target, theirs), LABELS, new MergeBudget());
    }
}
