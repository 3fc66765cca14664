package dev.milepost.catalog.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The periods of some kind of subject, as the catalog told them. */
interface AssertedPeriodRepository<T> {

    /** A period of a subject. */
    record Row<T>(String subject, AssertedPeriod<T> period) {}

    /** The periods of each, earliest first. */
    Map<String, List<AssertedPeriod<T>>> find(Collection<String> subjects);

    void delete(List<String> subjects, List<Instant> validFrom);

    void insert(List<Row<T>> rows);
}
