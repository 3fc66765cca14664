package dev.milepost.catalog.rules;

import dev.milepost.catalog.entities.Entity;
import java.util.List;

/** Checks an entity by one or several rules, independently of other entities and of the catalog. */
public interface EntityCheck {

    List<Rule> rules();

    void check(Entity entity, Findings findings);
}
