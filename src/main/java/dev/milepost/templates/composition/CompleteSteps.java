package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.Trim;
import dev.milepost.templates.resolution.ResolvedGoldenPath.ResolvedModule;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a complete module as they are, with the addresses of its own files. Where the module was published with a
 * source, that is all that differs. Otherwise {@link FileFetches} replaces the steps that fetch folders.
 */
final class CompleteSteps {

    private final ResolvedModule resolved;
    private final FileFetches fetches;
    private final List<ObjectNode> steps = new ArrayList<>();

    private CompleteSteps(ResolvedModule resolved, String baseUrl) {
        this.resolved = resolved;
        this.fetches = new FileFetches(baseUrl, resolved.module());
    }

    static List<ObjectNode> of(ResolvedModule resolved, String baseUrl) {
        var complete = new CompleteSteps(resolved, baseUrl);
        for (int i = 0; i < resolved.module().steps().size(); i++) {
            complete.add(i);
        }
        return complete.steps;
    }

    private void add(int index) {
        var step = ((ObjectNode) resolved.module().steps().get(index)).deepCopy();
        var fetched = OwnFiles.fetched(resolved.module(), step);
        if (fetched.isEmpty()) {
            steps.add(step);
            return;
        }
        var path = fetched.get();
        var input = (ObjectNode) step.get("input");
        var action = step.path("action").asText();
        if (resolved.source() != null) {
            input.put("url", Trim.trailing(resolved.source(), '/') + "/skeleton" + (path.isEmpty() ? "" : "/" + path));
            steps.add(step);
        } else if (action.equals(OwnFiles.TEMPLATE_FILE) || action.equals(OwnFiles.PLAIN_FILE)) {
            input.put("url", fetches.address(path));
            steps.add(step);
        } else {
            requireOneFolder(step, path, index);
            addFolder(step, path);
        }
    }

    /** The files are listed when the Template is composed, so the folder must be known then. */
    private void requireOneFolder(ObjectNode step, String path, int index) {
        if (OwnFiles.isForeign(step)) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "The step /spec/steps/%d of '%s' runs %s on a folder. Publish the module with 'source', from which Backstage reads folders."
                            .formatted(
                                    index,
                                    resolved.module().name(),
                                    step.path("action").asText()),
                    "/spec/steps/" + index);
        }
        if (step.has("each") || path.contains("{{") || path.contains("{%")) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "The step /spec/steps/%d of '%s' fetches a folder that is known only in a run. Publish the module with 'source', from which Backstage reads folders."
                            .formatted(index, resolved.module().name()),
                    "/spec/steps/" + index);
        }
    }

    private void addFolder(ObjectNode step, String path) {
        var files = OwnFiles.within(resolved.skeleton(), path);
        var id = step.path("id").asText();
        steps.addAll(fetches.steps(step, path, files, FileFetches.plainId(id)));
        if (step.path("action").asText().equals(OwnFiles.TEMPLATE)
                && files.files().keySet().stream().anyMatch(PathText::maySkip)) {
            steps.add(FileFetches.deleteSkipped(id + "-skipped"));
        }
    }
}
