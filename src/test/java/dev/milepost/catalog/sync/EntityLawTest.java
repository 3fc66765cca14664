package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.entities.EntityRef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Annotations are read as the expressions read them that took more than linear time. */
class EntityLawTest {

    private static final Pattern ENVIRONMENT = Pattern.compile(
            "(?<![^, ])([A-Za-z0-9][A-Za-z0-9._/-]*)=(production|staging|testing|development|other)(?![^, ])");
    private static final String[] WORDS = {"a", "B-c", "=", "production", "other", ",", " ", ", ", ".x", "staging", "é"
    };
    private static final String[] FOLDERS = {"/", "a", "b.md", "//", "?", "#", "tree/main"};

    private final Random random = new Random(13);

    @Test
    void readsEnvironmentsLikeReferenceExpression() {
        for (int i = 0; i < 20_000; i++) {
            var text = text(WORDS);

            assertThat(entity("milepost.dev/environments", text).environments())
                    .as(text)
                    .isEqualTo(environments(text));
        }
    }

    @Test
    void readsFoldersLikeReferenceExpression() {
        for (int i = 0; i < 20_000; i++) {
            var path = text(FOLDERS);
            var folder =
                    path.substring(0, path.chars().anyMatch(c -> c == '?' || c == '#') ? end(path) : path.length());

            var located = SourceLocation.of(
                    entity("backstage.io/source-location", "url:https://h/O/n.git/tree/main/" + path));

            assertThat(located)
                    .as(path)
                    .contains(new SourceLocation("h", "o/n", ("/" + folder).replaceAll("^/+|/+$", "")));
        }
    }

    private static int end(String path) {
        int query = path.indexOf('?');
        int fragment = path.indexOf('#');
        return query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
    }

    private static Map<String, String> environments(String text) {
        var tiers = new HashMap<String, String>();
        ENVIRONMENT
                .matcher(text)
                .results()
                .forEach(told -> tiers.put(told.group(1).toLowerCase(Locale.ROOT), told.group(2)));
        return tiers;
    }

    private String text(String[] words) {
        return random.ints(random.nextInt(10), 0, words.length)
                .mapToObj(word -> words[word])
                .collect(Collectors.joining());
    }

    private static CatalogEntity entity(String annotation, String value) {
        var content = Map.of("metadata", Map.of("annotations", Map.of(annotation, value)));
        return new CatalogEntity(new EntityRef("component", "default", "api"), new ObjectMapper().valueToTree(content));
    }
}
