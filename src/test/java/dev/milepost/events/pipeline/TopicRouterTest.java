package dev.milepost.events.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRouterTest {

    private record Route(String annotation, List<String> values, String topic) implements RoutingConfig.Route {}

    @Test
    void routesToConfiguredTopic() {
        assertThatCode(() ->
                        TopicRouter.check("pci", new Route("milepost.dev/x", List.of("pci"), "audit.pci-events_1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "milepost.events.raw",
                "milepost.events.enriched",
                "milepost.services.latest",
                "",
                "..",
                "a b",
                "ä"
            })
    void refusesInvalidRoutesAtStart(String topic) {
        assertThatThrownBy(() -> TopicRouter.check("pci", new Route("milepost.dev/x", List.of("pci"), topic)))
                .hasMessageContaining("milepost.routing.pci.topic");
    }

    @Test
    void refusesRouteWithoutValue() {
        assertThatThrownBy(() -> TopicRouter.check("pci", new Route("milepost.dev/x", List.of(), "audit")))
                .hasMessageContaining("at least one of its values");
    }
}
