package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentMergeTest {

    private static final String SERVICE = "kind: Service\nmetadata: {name: a}\nspec:\n  port: 80\n";
    private static final String DEPLOYMENT = "kind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: 1\n";

    @Test
    void mergesEachDocument() {
        var merged = merge(
                SERVICE + "---\n" + DEPLOYMENT,
                SERVICE.replace("80", "8080") + "---\n" + DEPLOYMENT.replace("1", "2"),
                SERVICE + "  own: x\n---\n" + DEPLOYMENT + "  own: x\n");

        assertThat(merged)
                .contains(SERVICE.replace("80", "8080") + "  own: x\n---\n" + DEPLOYMENT.replace("1", "2")
                        + "  own: x\n");
    }

    @Test
    void followsDocumentsInAnotherOrder() {
        var merged = merge(
                SERVICE + "---\n" + DEPLOYMENT,
                SERVICE + "---\n" + DEPLOYMENT.replace("1", "2"),
                "# ours\n---\n" + DEPLOYMENT + "---\n" + SERVICE);

        assertThat(merged).contains("# ours\n---\n" + DEPLOYMENT.replace("1", "2") + "---\n" + SERVICE);
    }

    @Test
    void addsAndRemovesDocuments() {
        var own = "kind: Secret\nmetadata: {name: own}\n";
        var added = "kind: Ingress\nmetadata: {name: a}\n";
        var merged = merge(
                SERVICE + "---\n" + DEPLOYMENT,
                SERVICE + "---\n" + added,
                SERVICE + "---\n" + DEPLOYMENT + "---\n" + own);

        assertThat(merged).contains(SERVICE + "---\n" + added + "---\n" + own);
    }

    @Test
    void keepsConflictsWithinTheirDocument() {
        var versions = new ThreeWayTexts(
                SERVICE + "---\n" + DEPLOYMENT,
                SERVICE.replace("80", "8080") + "---\n" + DEPLOYMENT.replace("1", "2"),
                SERVICE.replace("80", "81") + "---\n" + DEPLOYMENT + "  own: x\n");

        var merged = DocumentMerge.merge(versions, ConflictLabels.PLAIN, new MergeBudget())
                .orElseThrow();

        assertThat(merged.conflicts()).isEqualTo(1);
        assertThat(merged.text())
                .contains("<<<<<<< service\n  port: 81\n", "replicas: 2\n  own: x\n")
                .endsWith("  own: x\n");
    }

    @Test
    void leavesOtherTextsToTheMergeByLine() {
        assertThat(merge(SERVICE, SERVICE, SERVICE)).isEmpty();
        assertThat(merge("a\n---\nb\n", "a\n---\nB\n", "a\n---\nb\n---\nc\n")).isEmpty();
        assertThat(merge("--- a\n---\nb\n", "--- a\n---\nB\n", "--- A\n---\nb\n"))
                .isEmpty();
        assertThat(merge(SERVICE + "---\n" + DEPLOYMENT, SERVICE, SERVICE + "---\n" + DEPLOYMENT + "  own: x\n"))
                .isEmpty();
    }

    @Test
    void keepsLineEndings() {
        var merged = merge(
                SERVICE + "---\n" + DEPLOYMENT,
                SERVICE + "---\n" + DEPLOYMENT.replace("1", "2"),
                (SERVICE + "---\n" + DEPLOYMENT + "  own: x\n").replace("\n", "\r\n"));

        assertThat(merged)
                .contains((SERVICE + "---\n" + DEPLOYMENT.replace("1", "2") + "  own: x\n").replace("\n", "\r\n"));
    }

    private static Optional<String> merge(String base, String target, String theirs) {
        return DocumentMerge.merge(new ThreeWayTexts(base, target, theirs), ConflictLabels.PLAIN, new MergeBudget())
                .filter(merged -> merged.conflicts() == 0)
                .map(TextMerge.Merged::text);
    }
}
