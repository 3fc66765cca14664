package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.semver4j.Semver;

/**
 * A version of a golden path, and how much of what it renders a service has.
 *
 * @param equal the files that are equal
 * @param present the files that are there
 * @param files all files that it renders
 * @param parameters the parameters that it was rendered with, without secrets
 */
record AdoptionCandidate(String name, Semver version, int equal, int present, int files, ObjectNode parameters) {

    /** Best first. Among equals the highest version, which is the least to upgrade from. */
    static final Comparator<AdoptionCandidate> BEST = Comparator.comparingDouble(
                    (AdoptionCandidate candidate) -> candidate.share())
            .thenComparingInt(AdoptionCandidate::present)
            .thenComparing(AdoptionCandidate::version)
            .reversed()
            .thenComparing(AdoptionCandidate::name);

    /** @param chosen parameters that are known; the others are guessed from the files */
    static Optional<AdoptionCandidate> of(
            ResolvedGoldenPath resolved, CheckoutFolder checkout, ObjectNode chosen, Renderer renderer) {
        var parameters = ParameterGuess.of(resolved, checkout);
        parameters.setAll(chosen);
        parameters.remove(Composer.secretParameters(resolved));
        try {
            var rendered = ComposedTemplateRenderer.render(resolved, parameters, renderer)
                    .files();
            int equal = 0;
            int present = 0;
            for (var file : rendered.files().entrySet()) {
                var theirs = checkout.find(file.getKey());
                if (theirs.isPresent()) {
                    present++;
                    equal += Arrays.equals(
                                    theirs.get().content(), file.getValue().content())
                            ? 1
                            : 0;
                }
            }
            return Optional.of(new AdoptionCandidate(
                    resolved.goldenPath().name(),
                    resolved.goldenPath().version(),
                    equal,
                    present,
                    rendered.files().size(),
                    parameters));
        } catch (ProblemException e) {
            // The files do not fit the parameters, so the service was not made from this version.
            return Optional.empty();
        }
    }

    double share() {
        return files == 0 ? 0 : (double) equal / files;
    }

    String label() {
        return name + "@" + version;
    }
}
