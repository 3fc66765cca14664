package dev.milepost.lifecycle;

import dev.milepost.templates.Deprecation;
import dev.milepost.templates.Kind;
import dev.milepost.templates.Registry;
import dev.milepost.templates.Target;
import dev.milepost.templates.VersionStore;
import dev.milepost.templates.Yank;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Deprecates versions, withdraws them, and puts them on offer again. */
@ApplicationScoped
class Retirement {

    private final Registry registry;
    private final VersionStore store;
    private final TemplateNews news;
    private final Acts acts;

    Retirement(Registry registry, VersionStore store, TemplateNews news, Acts acts) {
        this.registry = registry;
        this.store = store;
        this.news = news;
        this.acts = acts;
    }

    /** Said again in other words it is corrected, and holds since the first time. */
    @Transactional
    void deprecate(Target target, DeprecationRequest request) {
        var act = begin(target);
        var version = registry.require(target);
        var before = version.deprecation();
        if (before != null && request.says(before)) {
            return;
        }
        var at = before == null ? act.at() : before.at();
        var deprecation = new Deprecation(at, request.reason(), request.successor(), request.endsOn());
        store.deprecate(target.kind(), version, deprecation, act.caller().name());
        acts.note(act, Noted.deprecated(target, before, deprecation));
        if (target.kind() == Kind.GOLDEN_PATH) {
            if (version.deprecationAt(act.at()) == null) {
                news.deprecated(target.name(), target.version(), at);
            } else {
                news.changed(target.name());
            }
        }
    }

    /** Said again in other words it is corrected, and holds since the first time. */
    @Transactional
    void yank(Target target, YankRequest request) {
        var act = begin(target);
        var version = registry.require(target);
        var before = version.yank();
        var yank = new Yank(
                before == null ? act.at() : before.at(),
                before == null ? act.caller().name() : before.by(),
                request.reason(),
                request.successor());
        if (!yank.equals(before)) {
            store.yank(target.kind(), version, yank);
            acts.note(act, Noted.yanked(target, before, yank));
            tell(target);
        }
    }

    /** A version that is on offer stays so. */
    @Transactional
    void restore(Target target) {
        var act = begin(target);
        var version = registry.require(target);
        if (version.yank() != null) {
            store.yank(target.kind(), version, null);
            acts.note(act, Noted.restored(target, version.yank()));
            tell(target);
        }
    }

    private void tell(Target target) {
        if (target.kind() == Kind.GOLDEN_PATH) {
            news.changed(target.name());
        }
    }

    private Act begin(Target target) {
        var act = acts.begin();
        act.require(target.kind(), target.name(), registry.owner(target.kind(), target.name()));
        return act;
    }
}
