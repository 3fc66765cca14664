package dev.milepost.templates.backstage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** YAML that people and both versions of YAML read alike. */
class YamlWriterTest {

    @Test
    void writesBlocks() {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("version", "1.2.0").put("number", 3).put("yes", true).putNull("nothing");
        document.put("expression", "${{ parameters.name }}").put("raw", "{% raw %}a{% endraw %}");
        document.putArray("list").addObject().put("text", "two\nlines\n").put("like", "no");
        document.putObject("empty");
        document.putArray("none");

        assertThat(new String(YamlWriter.of(document), StandardCharsets.UTF_8)).isEqualTo("""
                version: '1.2.0'
                number: 3
                'yes': true
                nothing: null
                expression: ${{ parameters.name }}
                raw: '{% raw %}a{% endraw %}'
                list:
                  - text: |
                      two
                      lines
                    like: 'no'
                empty: {}
                none: []
                """);
    }

    @Test
    void quotesAmbiguousTexts() {
        var texts = new String[] {
            "1",
            "1.0",
            "0o17",
            "0x1F",
            "1_000",
            "+1",
            ".5",
            ".inf",
            "-",
            "- a",
            "null",
            "~",
            "true",
            "Yes",
            "on",
            "y",
            "",
            " a",
            "a ",
            "a: b",
            "a #b",
            "#a",
            "*a",
            "&a",
            "!a",
            "'",
            "\"",
            "%a",
            "@a",
            "`a",
            "[a",
            "{a",
            "2026-01-01",
            "12:30:45",
            "a\n",
            "\na",
            "a\n\n",
            " a\nb",
            "a\tb",
            "é",
            "😀",
            "\u0007",
            "a\r\nb",
            "=",
            "<<",
            "?",
            "|",
            ">"
        };
        var document = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < texts.length; i++) {
            document.put("k" + i, texts[i]);
        }

        Object read = new Yaml().load(new String(YamlWriter.of(document), StandardCharsets.UTF_8));
        var reread = new ObjectMapper().valueToTree(read);

        assertThat((Object) reread).isEqualTo(document);
    }
}
