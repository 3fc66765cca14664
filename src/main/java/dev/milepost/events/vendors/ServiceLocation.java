package dev.milepost.events.vendors;

/**
 * A service in a repository.
 *
 * @param folder without a slash at its ends; empty for the whole repository
 */
public record ServiceLocation(String service, String folder) {

    public static ServiceLocation wholeRepository(String service) {
        return new ServiceLocation(service, "");
    }

    /** @param file its path in the repository */
    public boolean contains(String file) {
        return folder.isEmpty() || file.startsWith(folder + "/");
    }
}
