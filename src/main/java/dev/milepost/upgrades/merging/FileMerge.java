package dev.milepost.upgrades.merging;

import static dev.milepost.upgrades.merging.MergedFile.Outcome.ADDED;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.CLEAN;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.CONFLICT;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.DRIFTED;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.REMOVED;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.SEEDED;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.UNCHANGED;
import static dev.milepost.upgrades.merging.MergedFile.Outcome.USER_DELETED;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.TreeFile;

/** Merges one file by its behaviour. */
final class FileMerge {

    private final ConflictLabels labels;
    private final MergeBudget budget;

    FileMerge(ConflictLabels labels, MergeBudget budget) {
        this.labels = labels;
        this.budget = budget;
    }

    MergedFile merge(FileVersions versions, Behaviour behaviour) {
        var base = versions.base();
        var target = versions.target();
        var theirs = versions.theirs();
        if (theirs == null) {
            return base == null && target != null
                    ? new MergedFile(versions.path(), ADDED, target)
                    : missing(versions, behaviour);
        }
        if (behaviour == Behaviour.SEED) {
            return seeded(versions, theirs);
        }
        if (target == null) {
            return noLongerOfTemplate(versions, theirs);
        }
        if (base == null) {
            return addedByBoth(versions, target, theirs);
        }
        return behaviour == Behaviour.MANAGED
                ? managed(versions, target, theirs)
                : merged(versions, base, target, theirs);
    }

    /** The service has deleted the file. It stays deleted; if the template manages it, a person has to decide. */
    private static MergedFile missing(FileVersions versions, Behaviour behaviour) {
        if (versions.target() == null) {
            return new MergedFile(versions.path(), UNCHANGED, null)
                    .withDetail("Neither the template nor the service has this file any more.");
        }
        if (behaviour == Behaviour.MANAGED) {
            return new MergedFile(versions.path(), CONFLICT, null)
                    .withDetail("The service has deleted this file, which the template manages. Restore it with the"
                            + " template's content, or ask the owner of the golden path.");
        }
        var merged = new MergedFile(versions.path(), USER_DELETED, null);
        return versions.isChangedByTemplate()
                ? merged.withDetail("The service has deleted this file. The template has changed it.")
                : merged.withDetail("The service has deleted this file.");
    }

    private static MergedFile seeded(FileVersions versions, TreeFile theirs) {
        if (versions.isAppliedByService()) {
            return new MergedFile(versions.path(), UNCHANGED, theirs);
        }
        var merged = new MergedFile(versions.path(), SEEDED, theirs);
        if (versions.target() == null) {
            return merged.withDetail("This file belongs to the team. The template no longer has it.");
        }
        return versions.isChangedByTemplate()
                ? merged.withDetail(
                        "This file belongs to the team. New services get other content; the upgrade leaves this file as it is.")
                : merged.withDetail("The team owns this file and has changed it. The upgrade leaves it as it is.");
    }

    private static MergedFile noLongerOfTemplate(FileVersions versions, TreeFile theirs) {
        return versions.isUnchangedByService()
                ? new MergedFile(versions.path(), REMOVED, null)
                : new MergedFile(versions.path(), CONFLICT, theirs)
                        .withDetail("The template no longer has this file, but the service has changed it. It stays"
                                + " until somebody deletes it.");
    }

    /** The template adds a file that the service has created itself. */
    private MergedFile addedByBoth(FileVersions versions, TreeFile target, TreeFile theirs) {
        if (versions.isAppliedByService()) {
            return new MergedFile(versions.path(), UNCHANGED, theirs);
        }
        var own = "The template adds this file, but the service already has one at its path.";
        return new ContentMerge(labels, budget)
                .merge(versions, TreeFile.text(""), target, theirs)
                .withDetail(own);
    }

    private MergedFile managed(FileVersions versions, TreeFile target, TreeFile theirs) {
        if (theirs.equals(target)) {
            return new MergedFile(versions.path(), UNCHANGED, theirs);
        }
        return versions.isUnchangedByService()
                ? new MergedFile(versions.path(), CLEAN, target)
                : new MergedFile(versions.path(), DRIFTED, target).withDetail(Drift.of(versions, budget));
    }

    private MergedFile merged(FileVersions versions, TreeFile base, TreeFile target, TreeFile theirs) {
        if (theirs.equals(target) || target.equals(base)) {
            return new MergedFile(versions.path(), UNCHANGED, theirs);
        }
        return theirs.equals(base)
                ? new MergedFile(versions.path(), CLEAN, target)
                : new ContentMerge(labels, budget).merge(versions, base, target, theirs);
    }
}
