package dev.milepost.events.vendors;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Gives the name of a repository to one of those that share it, and keeps it so. */
@ApplicationScoped
class RepositoryNames {

    private static final String OWNER = "select address from repository_name where name = ?";

    private final Sql sql;

    RepositoryNames(Sql sql) {
        this.sql = sql;
    }

    /** Whether the repository has the name of its own: it does if no other has it, and takes it then. */
    boolean owns(GitHubRepository repository) {
        var address = repository.address().toLowerCase(Locale.ROOT);
        var name = ServiceName.of(repository.name());
        var owners = sql.query(OWNER, row -> row.getString(1), name);
        if (owners.isEmpty()) {
            sql.update(
                    "insert into repository_name (name, address) values (?, ?) on conflict (name) do nothing",
                    name,
                    address);
            owners = sql.query(OWNER, row -> row.getString(1), name);
        }
        return owners.contains(address);
    }
}
