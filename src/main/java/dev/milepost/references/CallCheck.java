package dev.milepost.references;

import dev.milepost.rules.Rule;
import java.util.List;

/** Judges the entities of one call by each other and by what is known beyond them. */
public interface CallCheck {

    List<Rule> rules();

    void judge(Call call);
}
