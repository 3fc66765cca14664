package dev.milepost.catalog.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden path that an entity says its service is on. */
class CatalogEntityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "`milepost.dev/template`: `quarkus-service@1.1.0`                                    | none                                | quarkus-service | 1.1.0",
                "`milepost.dev/template`: `quarkus-service`                                          | none                                | quarkus-service | none",
                "`backstage.io/template-version`: `1.1.0`                                            | template:default/quarkus-service    | quarkus-service | 1.1.0",
                "`backstage.io/template-version`: `1.1.0`                                            | quarkus-service                     | quarkus-service | 1.1.0",
                "`backstage.io/template-version`: `1.1.0`                                            | template:default/quarkus-service-v1 | quarkus-service | 1.1.0",
                "`backstage.io/template-version`: `1.1.0`                                            | template:other/quarkus-service      | other/quarkus-service | 1.1.0",
                "`backstage.io/template-version`: `1.0.0`, `milepost.dev/template`: `node-service@2.0.0` | template:default/quarkus-service | node-service    | 2.0.0",
                "`backstage.io/template-version`: `1.1.0`                                            | none                                | none            | none",
                "`a`: `b`                                                                            | template:default/quarkus-service    | none            | none",
            })
    void readsTheOrigin(String annotations, String scaffoldedFrom, String template, String version) {
        var from = scaffoldedFrom == null ? "" : ",'scaffoldedFrom':'" + scaffoldedFrom + "'";
        var content = "{'kind':'Component','metadata':{'name':'orders','annotations':{%s}},'spec':{'owner':'a'%s}}"
                .formatted(annotations, from)
                .replace('\'', '"')
                .replace('`', '"');

        var read = CatalogEntity.of("component:default/orders", content).toServiceMetadata();

        assertThat(read.template()).isEqualTo(template);
        assertThat(read.templateVersion()).isEqualTo(version);
    }
}
