package dev.milepost.templates.resolution;

import dev.milepost.templates.trees.FileTree;
import java.util.List;

/** The files of a module before rendering, which may be loaded only when they are needed. */
public interface ModuleFiles {

    List<String> paths();

    /** Returns the size of all files, in bytes. It may include what an archive adds. */
    long size();

    FileTree load();

    static ModuleFiles of(FileTree tree) {
        return new ModuleFiles() {
            @Override
            public List<String> paths() {
                return List.copyOf(tree.files().keySet());
            }

            @Override
            public long size() {
                return tree.size();
            }

            @Override
            public FileTree load() {
                return tree;
            }
        };
    }
}
