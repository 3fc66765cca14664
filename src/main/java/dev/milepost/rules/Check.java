package dev.milepost.rules;

import dev.milepost.entities.Entity;
import java.util.List;

/** Judges an entity by one or several rules, looking at nothing but the entity. */
public interface Check {

    List<Rule> rules();

    void judge(Entity entity, Findings findings);
}
