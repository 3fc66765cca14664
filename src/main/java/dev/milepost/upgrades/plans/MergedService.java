package dev.milepost.upgrades.plans;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.upgrades.checkouts.Checkout;
import dev.milepost.upgrades.checkouts.CheckoutFiles;
import dev.milepost.upgrades.merging.ConflictLabels;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.TreeMerge;
import dev.milepost.upgrades.plans.ModuleUpgradePath.ModuleMigration;
import dev.milepost.upgrades.scaffolding.RenderedBase;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The files of a service merged with two versions of its golden path: a function of the three trees and the migrations.
 *
 * @param checkout the files that were read of the service
 * @param values the result of migrations that set values
 * @param origins the origin of each file, by its path after moves
 */
record MergedService(
        CheckoutFiles checkout,
        FileMoves moves,
        SetValues values,
        List<MergedFile> files,
        Map<String, FileOrigin> origins) {

    /**
     * A golden path at both versions.
     *
     * @param name of the golden path
     * @param base as rendered at the service's version {@code from}
     * @param target as rendered at the later version {@code to}
     */
    record Versions(String name, String from, RenderedBase base, String to, RenderedBase target) {}

    /** Throws {@code invalid-plan-request} if the checkout is not one of the service. */
    static MergedService of(Versions versions, Checkout sent, List<ModuleMigration> migrations) {
        var base = versions.base();
        var target = versions.target();
        var checkout = sent.read(base.files(), target.files());
        var moves = FileMoves.of(
                base.files(),
                target.files(),
                checkout.files(),
                migrations,
                file -> behaviour(base.origins(), file) == Behaviour.SEED);
        KnownFiles.require(versions.name() + "@" + versions.from(), base.files(), moves, checkout);
        var origins = origins(base, target, moves);
        Function<String, Behaviour> behaviour = file -> behaviour(origins, file);
        var values = SetValues.of(moves, migrations, behaviour);
        var merged = TreeMerge.merge(
                moves.base(),
                moves.target(),
                values.theirs(),
                behaviour,
                ConflictLabels.ofVersions(versions.from(), versions.to()));
        var files = values.in(KnownFiles.withoutLinks(moves.described(merged), checkout));
        return new MergedService(checkout, moves, values, files, origins);
    }

    private static Behaviour behaviour(Map<String, FileOrigin> origins, String path) {
        var origin = origins.get(path);
        return origin == null ? Behaviour.MERGE : origin.behaviour();
    }

    /** Returns the origin of each file in the later version, else in the earlier version. */
    private static Map<String, FileOrigin> origins(RenderedBase base, RenderedBase target, FileMoves moves) {
        var origins = new HashMap<>(base.origins());
        moves.movedFrom().forEach((place, from) -> {
            var origin = base.origins().get(from);
            if (origin != null) {
                origins.put(place, origin);
            }
        });
        origins.putAll(target.origins());
        moves.movedByService().forEach((place, path) -> {
            var origin = origins.remove(path);
            if (origin != null) {
                origins.put(place, origin);
            }
        });
        return origins;
    }
}
