package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.entities.EntityRef;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLocationTest {

    @ParameterizedTest
    @CsvSource({
        "url:https://github.com/Acme/mono/tree/main/services/api/, github.com, acme/mono, services/api",
        "url:https://github.com/acme/mono/blob/main/services/api/catalog-info.yaml, github.com, acme/mono, services/api",
        "url:https://github.com/acme/mono/blob/main/catalog-info.yaml, github.com, acme/mono, ''",
        "url:https://github.com/acme/mono/tree/main/, github.com, acme/mono, ''",
        "url:https://github.com/acme/mono/tree/main, github.com, acme/mono, ''",
        "url:https://git.acme.example/acme/mono, git.acme.example, acme/mono, ''",
        "url:https://github.com/acme/mono.git, github.com, acme/mono, ''",
        "url:https://github.com/acme/mono/, github.com, acme/mono, ''",
    })
    void readsUrls(String address, String host, String slug, String folder) {
        assertThat(SourceLocation.of(entity(null, address))).contains(new SourceLocation(host, slug, folder));
    }

    @ParameterizedTest
    @CsvSource({"file:./catalog-info.yaml", "url:https://github.com/acme", "url:nowhere"})
    void ignoresOtherTexts(String address) {
        assertThat(SourceLocation.of(entity(null, address))).isEmpty();
    }

    @Test
    void takesRepositoryFromSlugAndFolderFromUrl() {
        var folder = "url:https://github.com/acme/mono/tree/main/api/";

        assertThat(SourceLocation.of(entity("Acme/Mono", folder)))
                .contains(new SourceLocation("github.com", "acme/mono", "api"));
        assertThat(SourceLocation.of(entity("acme/other", folder))).contains(new SourceLocation("", "acme/other", ""));
        assertThat(SourceLocation.of(entity("acme/other", null))).contains(new SourceLocation("", "acme/other", ""));
        assertThat(SourceLocation.of(entity(null, null))).isEmpty();
    }

    @Test
    void matchesAnyHostWithoutHost() {
        assertThat(new SourceLocation("", "a/b", "").matchesHost("git.acme.example"))
                .isTrue();
        assertThat(new SourceLocation("GitHub.com", "a/b", "").matchesHost("github.com"))
                .isTrue();
        assertThat(new SourceLocation("github.com", "a/b", "").matchesHost("git.acme.example"))
                .isFalse();
    }

    private static CatalogEntity entity(@Nullable String slug, @Nullable String address) {
        var annotations = new TreeMap<String, String>();
        if (slug != null) {
            annotations.put("github.com/project-slug", slug);
        }
        if (address != null) {
            annotations.put("backstage.io/source-location", address);
        }
        var content = Map.of("metadata", Map.of("name", "api", "annotations", annotations));
        return new CatalogEntity(new EntityRef("component", "default", "api"), new ObjectMapper().valueToTree(content));
    }
}
