package dev.milepost.slo.definitions;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.definitions.SloDefinitionRepository.SavedVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The current definitions: the saved ones, and the built-in ones whose names have no saved definition. */
@ApplicationScoped
public class SloDefinitions {

    private final SloDefinitionRepository saved;
    private final BuiltInSlos builtIn;
    /** Caches compiled definitions, because compiling expressions takes longest. A version never changes. */
    private final Map<SavedVersion, SloDefinition> compiled = new ConcurrentHashMap<>();

    SloDefinitions(SloDefinitionRepository saved, BuiltInSlos builtIn) {
        this.saved = saved;
        this.builtIn = builtIn;
    }

    /** Returns all definitions, ordered by name. */
    public Collection<SloDefinition> all() {
        var byName = new TreeMap<String, SloDefinition>();
        builtIn.all().forEach(slo -> byName.put(slo.name(), slo));
        var latest = saved.findLatest();
        latest.forEach(version -> byName.put(version.name(), compile(version)));
        compiled.keySet().retainAll(new HashSet<>(latest));
        return byName.values();
    }

    public Optional<SloDefinition> find(String name) {
        return saved.findLatest(name).map(this::compile).or(() -> builtIn.find(name));
    }

    /** Returns the definition with the name that a caller gave. */
    public SloDefinition require(String name) {
        return find(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_SLO,
                        "No SLO has the name %s. GET /api/v1/slos lists the SLOs.".formatted(name)));
    }

    /** Returns one version of an SLO. */
    public Optional<SloDefinition> findVersion(String name, int version) {
        return version == 0 ? builtIn.find(name) : saved.findVersion(name, version);
    }

    /**
     * Returns the versions of an SLO, newest first, including the built-in one.
     *
     * @param before the last version of the previous page
     */
    public List<SloVersion> findVersions(String name, int before, int limit) {
        var versions = new ArrayList<>(saved.findVersions(name, before, limit));
        if (versions.size() < limit && before > 0 && builtIn.find(name).isPresent()) {
            versions.add(SloVersion.BUILT_IN);
        }
        return versions;
    }

    /** Returns the size of the current versions of all saved SLOs but one. */
    public long bytesWithout(String name) {
        return saved.bytesWithout(name);
    }

    /** Returns the number that the next version of an SLO has. */
    public int nextVersion(String name) {
        return saved.nextVersion(name);
    }

    public void save(SloDefinition slo, String author, Instant at) {
        saved.add(slo, author, at);
    }

    /** Removes a saved SLO. A built-in one of the same name applies again. */
    public void remove(SloDefinition slo, String author, Instant at) {
        saved.remove(slo, author, at);
    }

    private SloDefinition compile(SavedVersion version) {
        return compiled.computeIfAbsent(
                version, key -> saved.findVersion(key.name(), key.version()).orElseThrow());
    }
}
