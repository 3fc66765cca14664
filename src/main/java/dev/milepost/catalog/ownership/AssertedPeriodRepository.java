package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Repository of the periods that the catalog asserted, for one kind of subject: services or systems. */
interface AssertedPeriodRepository<T> {

    /** One period with its subject. */
    record Row<T>(String subject, AssertedPeriod<T> period) {}

    /** Returns the periods by subject, earliest first. A subject without periods is absent. */
    Map<String, List<AssertedPeriod<T>>> find(Collection<String> subjects);

    void delete(List<String> subjects, List<Instant> validFrom);

    void insert(List<Row<T>> rows);
}
