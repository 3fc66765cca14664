package dev.milepost.events.vendors;

/**
 * A service and its folder in a repository.
 *
 * @param folder the path without leading or trailing slashes; empty for the whole repository
 */
public record ServiceLocation(String service, String folder) {

    public static ServiceLocation wholeRepository(String service) {
        return new ServiceLocation(service, "");
    }

    /** @param file a path in the repository */
    public boolean contains(String file) {
        return folder.isEmpty() || file.startsWith(folder + "/");
    }
}
