package dev.milepost.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import io.quarkus.arc.Unremovable;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/**
 * JSON of the HTTP API and of columns: names are in snake case, the same in events, responses and the database. Null
 * members are written.
 */
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

    /** Quarkus refuses to start if columns would use the customized mapper without saying so. */
    @Produces
    @Singleton
    @Unremovable
    @JsonFormat
    @PersistenceUnitExtension
    FormatMapper columns(ObjectMapper mapper) {
        return new JacksonJsonFormatMapper(mapper);
    }
}
