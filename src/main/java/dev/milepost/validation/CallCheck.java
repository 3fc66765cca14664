package dev.milepost.validation;

import java.util.List;

/** Judges the entities of one call by each other and by what is known beyond them. */
interface CallCheck {

    List<Rule> rules();

    void judge(Call call);
}
