package dev.milepost.events.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Routes that copy events to further topics, by route name. */
@ConfigMapping(prefix = "milepost.routing")
public interface RoutingConfig {

    @WithParentName
    Map<String, Route> routes();

    /**
     * A route: the events of services whose entity has the annotation with one of the values are also sent to the
     * topic.
     */
    interface Route {

        /** The full name of the annotation, such as {@code milepost.dev/compliance-level}. */
        String annotation();

        List<String> values();

        String topic();
    }
}
