package dev.milepost.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** JSON of the HTTP API: names are in snake case, the same in events and responses. Null members are written. */
@Singleton
class JsonConfiguration implements ObjectMapperCustomizer {

    /** The mapper keeps names that it has read, as long as it exists, so it must not keep long ones. */
    private static final int MAX_NAME_LENGTH = 1_024;

    static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(SNAKE_CASE);
        mapper.getFactory()
                .setStreamReadConstraints(mapper.getFactory()
                        .streamReadConstraints()
                        .rebuild()
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build());
    }
}
