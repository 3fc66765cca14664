package dev.milepost.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** JSON of the HTTP surface: one name for one thing, from the event to the answer. A null that is known is written. */
@Singleton
class JsonConfiguration implements ObjectMapperCustomizer {

    static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(SNAKE_CASE);
    }
}
