package dev.milepost.catalog.references;

import dev.milepost.catalog.rules.Rule;
import java.util.List;

/** Checks the entities of one call against each other and against the catalog. */
public interface BatchCheck {

    List<Rule> rules();

    void check(EntityBatch call);
}
