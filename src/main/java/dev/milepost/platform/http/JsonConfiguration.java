package dev.milepost.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** JSON of the HTTP API: names are in snake case, the same in events and responses. Null members are written. */
@Singleton
class JsonConfiguration implements ObjectMapperCustomizer {

    static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(SNAKE_CASE);
    }
}
