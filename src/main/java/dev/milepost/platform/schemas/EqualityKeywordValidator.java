package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.path.NodePath;

/** A keyword that compares values. Its messages are those of the library. */
abstract class EqualityKeywordValidator extends BaseKeywordValidator {

    EqualityKeywordValidator(
            Keyword keyword, JsonNode schemaNode, SchemaLocation location, Schema parent, SchemaContext context) {
        super(keyword, schemaNode, location, parent, context);
    }

    abstract boolean accepts(JsonNode value);

    /** The arguments of the message about a value. */
    abstract Object[] messageArguments(JsonNode value);

    @Override
    public void validate(ExecutionContext execution, JsonNode value, JsonNode root, NodePath at) {
        if (!accepts(value)) {
            execution.addError(error().instanceNode(value)
                    .instanceLocation(at)
                    .evaluationPath(execution.getEvaluationPath())
                    .locale(execution.getExecutionConfig().getLocale())
                    .arguments(messageArguments(value))
                    .build());
        }
    }
}
