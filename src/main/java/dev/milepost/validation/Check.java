package dev.milepost.validation;

import dev.milepost.entities.Entity;
import java.util.List;

/** Judges an entity by one or several rules, looking at nothing but the entity. */
interface Check {

    List<Rule> rules();

    void judge(Entity entity, Findings findings);
}
