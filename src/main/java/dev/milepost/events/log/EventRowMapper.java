package dev.milepost.events.log;

import dev.milepost.events.contract.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps rows of the log to events. */
@ApplicationScoped
class EventRowMapper {

    private final EventReader reader;

    EventRowMapper(EventReader reader) {
        this.reader = reader;
    }

    StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(row, reader);
    }
}
