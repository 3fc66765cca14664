package dev.milepost.upgrades.merging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyMergeTest {

    @Test
    void mergesAdjacentYamlKeys() {
        var merged = yaml("""
                image:
                  tag: 1.0
                  replicas: 1
                """, """
                image:
                  tag: 1.1
                  replicas: 1
                """, """
                image:
                  tag: 1.0 # never latest
                  replicas: 3 # for the weekend
                """);

        assertThat(merged).contains("""
                        image:
                          tag: 1.1 # never latest
                          replicas: 3 # for the weekend
                        """);
    }

    @Test
    void insertsAndRemovesYamlEntries() {
        var merged = yaml("""
                a: 1
                old: x
                map:
                  one: 1
                """, """
                a: 1
                # brought by the template
                new:
                  - 1
                  - 2
                map:
                  one: 1
                  two: |
                    text
                      more
                """, """
                a: 2
                old: x
                mine: y
                map:
                    one: 11
                    # mine
                    own: 5
                """);

        assertThat(merged).contains("""
                        a: 2
                        # brought by the template
                        new:
                          - 1
                          - 2
                        mine: y
                        map:
                            one: 11
                            two: |
                              text
                                more
                            # mine
                            own: 5
                        """);
    }

    @Test
    void fallsBackToLinesForOtherYaml() {
        assertThat(yaml("a: 1\n", "a: 2\n", "a: 3\n")).isEmpty();
        assertThat(yaml("a: 1\nb: 1\n", "b: 1\n", "a: 3\nb: 1\n")).isEmpty();
        assertThat(yaml("a: [1]\n", "a: [1, 2]\n", "a: [0, 1]\n")).isEmpty();
        assertThat(yaml("a: &x 1\nb: 1\n", "a: &x 2\nb: 1\n", "a: &x 1\nb: *x\n"))
                .isEmpty();
        assertThat(yaml("a: {{ x }}\nb: 1\n", "a: {{ y }}\nb: 1\n", "a: {{ x }}\nb: 2\n"))
                .isEmpty();
        assertThat(yaml("a: 1\nb: 1\n---\nc: 1\n", "a: 2\nb: 1\n---\nc: 1\n", "a: 1\nb: 2\n---\nc: 1\n"))
                .isEmpty();
    }

    /** Each node would keep its own copy of the prefix. */
    @Test
    void fallsBackToLinesForTagDirectives() {
        assertThat(KeyedFormat.YAML.read("%TAG ! !" + "x".repeat(1_000) + "\n---\na: !b 1\n"))
                .isEmpty();
        assertThat(yaml("%YAML 1.1\n---\na: !b 1\nb: 1\n", "%YAML 1.1\n---\na: !b 2\nb: 1\n", "a: !b 1\nb: 2\n"))
                .contains("a: !b 2\nb: 2\n");
    }

    @Test
    void countsTextsThatAreNotMergedByKey() {
        var budget = new MergeBudget();
        var unreadable = "]" + "x".repeat(200_000);

        for (int i = 0; i < 100; i++) {
            assertThat(KeyMerge.merge(KeyedFormat.YAML, new ThreeWayTexts(unreadable, unreadable, unreadable), budget))
                    .isEmpty();
        }

        assertThat(budget.take(1_000_000_000)).isFalse();
    }

    @Test
    void keepsCommentsOfRemovedKeys() {
        var base = "a: 1\nmap:\n  one: 1\nb: 1\n";
        var target = "a: 1\nb: 1\n";

        assertThat(yaml(base, target, "a: 2\nmap:\n  # ours, because of x\n  one: 1\nb: 1\n"))
                .isEmpty();
        assertThat(yaml(base, target, "a: 2\nmap:\n  one: 1\nb: 1\n")).contains("a: 2\nb: 1\n");
        assertThat(yaml(base, target, "a: 2\n# ours\nmap:\n  one: 1\nb: 1\n")).contains("a: 2\n# ours\nb: 1\n");
    }

    @Test
    void handlesSupplementaryCharacters() {
        assertThat(yaml("a: 𝄞\nb: 1\n", "a: 𝄞𝄞\nb: 1\n", "a: 𝄞\nb: 𝄢\n")).contains("a: 𝄞𝄞\nb: 𝄢\n");
    }

    @Test
    void mergesJsonKeys() {
        var merged = json("""
                {
                  "name": "x",
                  "scripts": {"test": "jest", "old": "y"},
                  "dependencies": {
                    "a": "1.0",
                    "b": "1.0"
                  }
                }
                """, """
                {
                  "name": "x",
                  "type": "module",
                  "scripts": {"test": "vitest", "lint": "eslint"},
                  "dependencies": {
                    "a": "2.0",
                    "b": "1.0",
                    "c": {
                      "v": [1, 2]
                    }
                  }
                }
                """, """
                {
                    "name": "mine",
                    "scripts": {"test": "jest", "old": "y", "own": "z"},
                    "dependencies": {
                        "a": "1.0",
                        "b": "1.5"
                    }
                }
                """);

        assertThat(merged).contains("""
                        {
                            "name": "mine",
                            "type": "module",
                            "scripts": {"test": "vitest", "lint": "eslint", "own": "z"},
                            "dependencies": {
                                "a": "2.0",
                                "b": "1.5",
                                "c": {
                                  "v": [1, 2]
                                }
                            }
                        }
                        """);
    }

    @Test
    void removesLastAndOnlyJsonKey() {
        assertThat(json("{\"a\": 1, \"b\": 2, \"c\": 3}", "{\"a\": 0}", "{\"a\": 1, \"b\": 2, \"c\": 3}"))
                .contains("{\"a\": 0}");
        assertThat(json("{\"x\": 1, \"m\": {\"a\": 1}}", "{\"x\": 1, \"m\": {}}", "{\"x\": 2, \"m\": {\"a\": 1}}"))
                .contains("{\"x\": 2, \"m\": {}}");
    }

    @Test
    void fallsBackToLinesForInvalidJson() {
        assertThat(json("{\"a\": 1}", "{\"a\": 2}", "{\"a\": 1, // mine\n}")).isEmpty();
        assertThat(json("{\"a\": 1}", "{\"a\": 2}", "{\"a\": 3}")).isEmpty();
        assertThat(json("{\"a\": 1, \"a\": 2}", "{\"a\": 2}", "{\"a\": 1, \"a\": 2, \"b\": 1}"))
                .isEmpty();
        assertThat(json("[1]", "[2]", "[1]")).isEmpty();
        assertThat(json("{\"a\": 1}", "{\"a\": 2}", "{\"a\": 1}{}")).isEmpty();
    }

    private static final String POM = """
            <?xml version="1.0"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <version>1</version>
              <properties>
                <quarkus.version>3.1</quarkus.version>
                <x>1</x>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>g</groupId>
                  <artifactId>a</artifactId>
                  <version>1</version>
                </dependency>
                <dependency>
                  <groupId>g</groupId>
                  <artifactId>b</artifactId>
                </dependency>
              </dependencies>
            </project>
            """;

    @Test
    void mergesDependenciesAndPropertiesOfPom() {
        var logs = "    <!-- logs -->\n    <dependency>\n      <groupId>g</groupId>\n"
                + "      <artifactId>new</artifactId>\n    </dependency>\n";
        var target = POM.replace("3.1<", "3.2<").replace("  </dependencies>", logs + "  </dependencies>");
        var theirs = POM.replace("<x>1</x>", "<x>2</x> <!-- mine -->\n    <y/>")
                .replace("</quarkus.version>", "</quarkus.version> <!-- see wiki -->")
                .replace("<artifactId>b</artifactId>", "<artifactId>b</artifactId>\n      <scope>test</scope>")
                .replace(
                        "  </dependencies>",
                        "    <dependency><groupId>g</groupId><artifactId>own</artifactId></dependency>\n  </dependencies>");

        assertThat(KeyMerge.merge(KeyedFormat.POM, new ThreeWayTexts(POM, target, theirs), new MergeBudget()))
                .contains(theirs.replace("3.1<", "3.2<")
                        .replace("    <dependency><groupId>", logs + "    <dependency><groupId>"));
    }

    @Test
    void removesDependencyOfPom() {
        var gone = """
                    <dependency>
                      <groupId>g</groupId>
                      <artifactId>a</artifactId>
                      <version>1</version>
                    </dependency>
                """;
        assertThat(POM).contains(gone);
        var theirs = POM.replace("<artifactId>b</artifactId>", "<artifactId>b</artifactId><scope>test</scope>");

        assertThat(KeyMerge.merge(
                        KeyedFormat.POM, new ThreeWayTexts(POM, POM.replace(gone, ""), theirs), new MergeBudget()))
                .contains(theirs.replace(gone, ""));
    }

    @Test
    void fallsBackToLinesForOtherPoms() {
        assertThat(pom("1</version>\n    </dep", "2</version>\n    </dep", "3</version>\n    </dep"))
                .isEmpty();
        var bomb = "<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><p><a>&a;</a></p>";
        assertThat(KeyMerge.merge(
                        KeyedFormat.POM, new ThreeWayTexts(bomb, bomb.replace("<a>", "<a>x"), bomb), new MergeBudget()))
                .isEmpty();
        assertThat(KeyMerge.merge(KeyedFormat.POM, new ThreeWayTexts("<p><a>1</a>", "<p/>", "<p/>"), new MergeBudget()))
                .isEmpty();
    }

    @Test
    void preservesCarriageReturns() {
        assertThat(yaml("a: 1\nb: 1\n", "a: 2\nb: 1\nc: 1\n", "a: 1\r\nb: 2\r\n"))
                .contains("a: 2\r\nb: 2\r\nc: 1\r\n");
    }

    @Test
    void preservesMissingFinalNewline() {
        assertThat(yaml("a: 1\nb: 1", "a: 2\nb: 1\nc: 1", "a: 1\nb: 2")).contains("a: 2\nb: 2\nc: 1");
    }

    private static Optional<String> pom(String base, String target, String theirs) {
        assertThat(POM).contains(base);
        return KeyMerge.merge(
                KeyedFormat.POM,
                new ThreeWayTexts(POM, POM.replace(base, target), POM.replace(base, theirs)),
                new MergeBudget());
    }

    private static Optional<String> yaml(String base, String target, String theirs) {
        return KeyMerge.merge(KeyedFormat.YAML, new ThreeWayTexts(base, target, theirs), new MergeBudget());
    }

    private static Optional<String> json(String base, String target, String theirs) {
        return KeyMerge.merge(KeyedFormat.JSON, new ThreeWayTexts(base, target, theirs), new MergeBudget());
    }
}
