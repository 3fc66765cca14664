package dev.milepost.catalog.rules;

import dev.milepost.catalog.entities.Entity;
import java.util.List;

/** Judges an entity by one or several rules, looking at nothing but the entity. */
public interface EntityCheck {

    List<Rule> rules();

    void check(Entity entity, Findings findings);
}
