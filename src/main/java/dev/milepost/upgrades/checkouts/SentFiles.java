package dev.milepost.upgrades.checkouts;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A checkout whose files are members of a request.
 *
 * @param withoutMode the files whose mode the request does not have; it is the template's
 */
public record SentFiles(Map<String, TreeFile> files, Set<String> withoutMode) implements Checkout {

    @Override
    public CheckoutFiles read(FileTree base, FileTree target) {
        var listed = new TreeMap<String, Listing.Listed>();
        files.forEach((path, file) -> listed.put(path, new Listing.Listed(file.size(), true)));
        var ignoreFiles = new HashMap<String, String>();
        files.forEach((path, file) -> {
            if (GitIgnore.isIgnoreFile(path) && file.size() <= GitIgnore.MOST_BYTES) {
                file.text().ifPresent(text -> ignoreFiles.put(path, text));
            }
        });
        var selection = new Listing(listed, ignoreFiles).select(base, target);
        var chosen = new TreeMap<String, TreeFile>();
        selection.sentPaths().forEach((sent, path) -> {
            var file = files.get(sent);
            if (file != null) {
                chosen.put(path, withoutMode.contains(sent) ? withMode(path, file, base, target) : file);
            }
        });
        return selection.with(FileTree.of(chosen));
    }

    private static TreeFile withMode(String path, TreeFile file, FileTree base, FileTree target) {
        boolean executable = base.find(path)
                .or(() -> target.find(path))
                .map(TreeFile::executable)
                .orElse(false);
        return executable == file.executable() ? file : TreeFile.of(file.content(), executable);
    }
}
