package dev.milepost.catalog.ownership;

import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;

/** The hierarchy of groups, as the catalog has it now. Both parents and children declare memberships. */
@ApplicationScoped
public class GroupHierarchy {

    private final Sql sql;

    GroupHierarchy(Sql sql) {
        this.sql = sql;
    }

    /** Membership of a group in another, declared by one of the two. */
    public record Membership(String parent, String child, String declaredBy) {}

    /** Returns these teams and their descendants of any depth. Cycles are allowed. */
    public List<String> withChildren(Collection<String> teams) {
        return sql.query("""
                with recursive member (team) as (
                    select unnest(?::text[]) collate "C"
                    union
                    select child from member join group_member on parent = team
                )
                select team from member order by team
                """, row -> row.getString("team"), teams);
    }

    /** Replaces all memberships that these entities have declared. */
    @Transactional(TxType.MANDATORY)
    public void replaceMemberships(Collection<String> entityRefs, List<Membership> memberships) {
        sql.update("delete from group_member where declared_by = any (?::text[])", entityRefs);
        if (!memberships.isEmpty()) {
            sql.update(
                    """
                    insert into group_member (parent, child, declared_by)
                    select * from unnest(?::text[], ?::text[], ?::text[])
                    on conflict do nothing
                    """,
                    memberships.stream().map(Membership::parent).toList(),
                    memberships.stream().map(Membership::child).toList(),
                    memberships.stream().map(Membership::declaredBy).toList());
        }
    }
}
