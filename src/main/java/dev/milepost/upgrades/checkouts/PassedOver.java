package dev.milepost.upgrades.checkouts;

import java.util.Locale;

/**
 * Files of a checkout that a plan does not read. The golden path never made them.
 *
 * @param path of the file, or of the folder that has all of them
 * @param files the number of files
 */
public record PassedOver(String path, Reason reason, int files) {

    /** Why files are passed over. */
    public enum Reason {
        /** They are git's own. */
        GIT,
        /** It is a link, a device or another special entry. */
        LINK,
        /** They are in a folder of dependencies, of build output or of a tool's cache. */
        DEPENDENCIES,
        /** A {@code .gitignore} of the checkout names them. */
        IGNORED,
        /** It is larger than the limit of one file. */
        LARGE,
        /** Its path differs from another one only in case, which many file systems ignore. */
        CASE,
        /** Its path is not valid, such as one with a backslash. */
        PATH,
        /** The files before it reach the limits of one plan. */
        TOO_MANY;

        /** The reason as it is in answers. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
