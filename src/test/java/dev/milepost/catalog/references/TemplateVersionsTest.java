package dev.milepost.catalog.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateVersionsTest {

    @Test
    void ordersVersionsNumerically() {
        var versions = new TemplateVersions(
                Map.of("t", Map.of("2.9.0", false, "2.10.0", false, "2.10.0-rc.1", false, "3.0.0", true)));

        assertThat(versions.newest("t")).contains("2.10.0");
        assertThat(versions.isDeprecated("t", "3")).isTrue();
        assertThat(versions.isDeprecated("t", "2")).isFalse();
        assertThat(versions.contains("t", "2.1")).isFalse();
    }
}
