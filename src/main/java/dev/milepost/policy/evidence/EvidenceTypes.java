package dev.milepost.policy.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.policy.formats.CustomType;
import dev.milepost.security.audit.Audit;
import dev.milepost.security.audit.AuditChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The types of evidence of one's own. */
@ApplicationScoped
class EvidenceTypes {

    private static final int MAX_TYPES = 200;

    private final EvidenceTypeRepository types;
    private final Audit audit;

    EvidenceTypes(EvidenceTypeRepository types, Audit audit) {
        this.types = types;
        this.audit = audit;
    }

    /** @param name its evidence has the kind {@code custom/} and this name */
    record DefinedType(String name, JsonNode definition, String changedBy, Instant changedAt) {

        @JsonIgnore
        CustomType type() {
            return CustomType.of(definition);
        }
    }

    /**
     * Defines a type, or changes its definition. Facts that were read before stay as they are.
     *
     * @return whether it was added
     */
    @Transactional
    boolean save(DefinedType type) {
        if (!isName(type.name())) {
            throw invalid("name must be lower-case letters, digits and dashes, at most 63");
        }
        type.type();
        var before = types.findType(type.name());
        if (before.isEmpty() && types.count() >= MAX_TYPES) {
            throw invalid("name would be the type number %d: delete others".formatted(MAX_TYPES + 1));
        }
        if (before.isPresent() && before.get().definition().equals(type.definition())) {
            return false;
        }
        types.save(type);
        audit.record(
                type.changedBy(),
                new AuditChange(
                        "evidence_types.saved",
                        "evidence-types/" + type.name(),
                        before.map(DefinedType::definition).orElse(null),
                        type.definition()));
        return before.isEmpty();
    }

    /** Removes a type. Its evidence stays. */
    @Transactional
    void remove(String name, String by) {
        var type = require(name);
        types.remove(name);
        audit.record(by, new AuditChange("evidence_types.removed", "evidence-types/" + name, type.definition(), null));
    }

    DefinedType require(String name) {
        return types.findType(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_EVIDENCE_TYPE,
                        "No evidence type has the name '%s'.".formatted(name),
                        "kind"));
    }

    List<DefinedType> findPage(String after, int limit) {
        return types.findPage(after, limit);
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_EVIDENCE_TYPE, detail, "name");
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 63
                && name.charAt(0) != '-'
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }
}
