package dev.milepost.merging;

import static dev.milepost.merging.Outcome.ADDED;
import static dev.milepost.merging.Outcome.CLEAN;
import static dev.milepost.merging.Outcome.CONFLICT;
import static dev.milepost.merging.Outcome.DRIFTED;
import static dev.milepost.merging.Outcome.REMOVED;
import static dev.milepost.merging.Outcome.SEEDED;
import static dev.milepost.merging.Outcome.UNCHANGED;
import static dev.milepost.merging.Outcome.USER_DELETED;

import dev.milepost.manifests.TemplateModule.Behaviour;
import dev.milepost.trees.TreeFile;

/** What becomes of one file, by whose it is. */
final class FileMerge {

    private final Labels labels;
    private final MergeBudget budget;

    FileMerge(Labels labels, MergeBudget budget) {
        this.labels = labels;
        this.budget = budget;
    }

    MergedFile merge(Sides sides, Behaviour behaviour) {
        var base = sides.base();
        var target = sides.target();
        var theirs = sides.theirs();
        if (theirs == null) {
            return base == null && target != null
                    ? new MergedFile(sides.path(), ADDED, target)
                    : missing(sides, behaviour);
        }
        if (behaviour == Behaviour.SEED) {
            return seeded(sides, theirs);
        }
        if (target == null) {
            return noLongerOfTemplate(sides, theirs);
        }
        if (base == null) {
            return ofBoth(sides, target, theirs);
        }
        return behaviour == Behaviour.MANAGED ? managed(sides, target, theirs) : merged(sides, base, target, theirs);
    }

    /** The service has deleted it, which is kept even of files that the template manages. */
    private static MergedFile missing(Sides sides, Behaviour behaviour) {
        if (sides.target() == null) {
            return new MergedFile(sides.path(), UNCHANGED, null)
                    .because("The template has it no longer, nor has the service.");
        }
        var merged = new MergedFile(sides.path(), USER_DELETED, null);
        if (behaviour == Behaviour.MANAGED) {
            return merged.because("The service has deleted it, though the template manages it.");
        }
        return sides.changedByTemplate()
                ? merged.because("The service has deleted it; the template has changed it since.")
                : merged.because("The service has deleted it.");
    }

    private static MergedFile seeded(Sides sides, TreeFile theirs) {
        if (sides.takenByService()) {
            return new MergedFile(sides.path(), UNCHANGED, theirs);
        }
        var merged = new MergedFile(sides.path(), SEEDED, theirs);
        if (sides.target() == null) {
            return merged.because("It is the team's; the template has it no longer.");
        }
        return sides.changedByTemplate()
                ? merged.because("It is the team's; a new service would get another one by now.")
                : merged.because("It is the team's, which has changed it.");
    }

    private static MergedFile noLongerOfTemplate(Sides sides, TreeFile theirs) {
        return sides.keptByService()
                ? new MergedFile(sides.path(), REMOVED, null)
                : new MergedFile(sides.path(), CONFLICT, theirs)
                        .because("The template has it no longer, and the service has changed it: it stays"
                                + " until somebody deletes it.");
    }

    /** The template brings what the service has made for itself. */
    private MergedFile ofBoth(Sides sides, TreeFile target, TreeFile theirs) {
        if (sides.takenByService()) {
            return new MergedFile(sides.path(), UNCHANGED, theirs);
        }
        var own = "The template brings a file where the service has one of its own.";
        return new ContentMerge(labels, budget)
                .merge(sides, TreeFile.text(""), target, theirs)
                .because(own);
    }

    private MergedFile managed(Sides sides, TreeFile target, TreeFile theirs) {
        if (theirs.equals(target)) {
            return new MergedFile(sides.path(), UNCHANGED, theirs);
        }
        return sides.keptByService()
                ? new MergedFile(sides.path(), CLEAN, target)
                : new MergedFile(sides.path(), DRIFTED, target).because(Drift.of(sides, budget));
    }

    private MergedFile merged(Sides sides, TreeFile base, TreeFile target, TreeFile theirs) {
        if (theirs.equals(target) || target.equals(base)) {
            return new MergedFile(sides.path(), UNCHANGED, theirs);
        }
        return theirs.equals(base)
                ? new MergedFile(sides.path(), CLEAN, target)
                : new ContentMerge(labels, budget).merge(sides, base, target, theirs);
    }
}
