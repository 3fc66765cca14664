package dev.milepost.cli.backfill;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Isolates JGit from the settings of the machine and its user, which do not matter for reading a history. Nothing is
 * written to the home folder, where JGit would store measurements of the file system.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

    private IsolatedSystemReader(SystemReader system) {
        super(system);
    }

    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof IsolatedSystemReader)) {
            SystemReader.setInstance(new IsolatedSystemReader(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    /** A configuration that is empty and cannot be changed. */
    private static final class EmptyConfig extends FileBasedConfig {

        private static final Duration COARSE = Duration.ofMillis(10);

        EmptyConfig(Config parent, FS fs) {
            super(parent, new File("nothing"), fs);
        }

        @Override
        public void load() {
            // Nothing to load.
        }

        @Override
        public void save() {
            // Nothing to save.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /**
         * Sets the timestamp resolution of the file system. Otherwise JGit measures it, which takes seconds and creates
         * files in the repository. It matters only to readers of a repository that is written at the same time.
         */
        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(COARSE)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }
}
