package dev.milepost.events.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Which events also go to topics of their own, by a name for each route. */
@ConfigMapping(prefix = "milepost.routing")
public interface RoutingConfig {

    @WithParentName
    Map<String, Route> routes();

    /** Events of services whose entity has the annotation with one of the values go to the topic as well. */
    interface Route {

        /** Its whole name, such as {@code milepost.dev/compliance-level}. */
        String annotation();

        List<String> values();

        String topic();
    }
}
