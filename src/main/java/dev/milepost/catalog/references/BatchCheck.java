package dev.milepost.catalog.references;

import dev.milepost.catalog.rules.Rule;
import java.util.List;

/** Judges the entities of one call by each other and by what is known beyond them. */
public interface BatchCheck {

    List<Rule> rules();

    void check(EntityBatch call);
}
