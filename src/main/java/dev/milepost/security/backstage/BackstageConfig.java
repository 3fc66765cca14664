package dev.milepost.security.backstage;

import dev.milepost.platform.settings.ConfigBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** The Backstage installs that this service reads. Public because the configuration validator calls the interfaces. */
@ConfigMapping(prefix = "milepost.backstage")
public interface BackstageConfig {

    /** The installs, by a name of your choice. */
    @WithParentName
    Map<String, Install> installs();

    interface Install {

        /** The {@code backend.baseUrl} of the install, as this service reaches it. */
        URI url();

        /**
         * A static token of {@code backend.auth.externalAccess}. Without one, requests are signed as the plugin {@code
         * milepost}.
         */
        Optional<String> token();

        /** The timeout of a request. The events of a task can take 30 seconds. */
        @WithDefault("60s")
        Duration timeout();

        Catalog catalog();

        Tasks tasks();
    }

    interface Catalog {

        /** Whether the catalog is read. One install can be the catalog. */
        @WithDefault("true")
        boolean enabled();

        /** The pause between two reads. */
        @WithDefault("5m")
        Duration every();

        /** Filters of entities, as Backstage's {@code filter}. One of them must match. Without any, all entities are read. */
        Optional<List<String>> filters();

        /** The fields that are read of each entity. */
        @WithDefault("apiVersion,kind,metadata,spec")
        List<String> fields();

        /** The entities of a page. A page that is too large is read in smaller ones. */
        @WithDefault("200")
        @WithConverter(PageConverter.class)
        int pageSize();
    }

    interface Tasks {

        /** Whether the tasks of the scaffolder are read from its API. */
        @WithDefault("true")
        boolean enabled();

        /** The pause between two reads. */
        @WithDefault("1m")
        Duration every();

        /** How old a task may be at the first read. */
        @WithDefault("90d")
        Duration history();

        /**
         * The source of the events. It must be that of other senders of the same tasks, such as Milepost's plugin, so that
         * a run counts once.
         */
        @WithDefault("backstage/scaffolder")
        String source();

        /** The topic to which Backstage's Kafka module publishes {@code scaffolder.task}. Without one, none is read. */
        Optional<String> topic();
    }

    final class PageConverter implements Converter<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer convert(String value) {
            return ConfigBounds.within(1, 1_000, Integer.valueOf(value));
        }
    }
}
