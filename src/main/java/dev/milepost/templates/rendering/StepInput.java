package dev.milepost.templates.rendering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.documents.DocumentLimits;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.templates.rendering.RenderLimits.Exceeded;
import java.util.Optional;

/**
 * Evaluates the input of a step, text by text, like {@code NunjucksWorkflowRunner.render} in the scaffolder's backend.
 */
record StepInput(RenderSession session, String context, ValueMemoryLimit values) {

    private static final ObjectMapper JSON =
            new ObjectMapper(DocumentLimits.jsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    JsonNode evaluate(JsonNode input) {
        return evaluate(input, ValuePath.at("")).orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private Optional<JsonNode> evaluate(JsonNode input, ValuePath at) {
        if (input.isTextual()) {
            return text(input.textValue(), at);
        }
        if (input.isObject()) {
            var result = JsonNodeFactory.instance.objectNode();
            input.properties()
                    .forEach(member -> evaluate(member.getValue(), at.member(member.getKey()))
                            .ifPresent(value -> result.set(member.getKey(), value)));
            return Optional.of(result);
        }
        if (input.isArray()) {
            var result = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < input.size(); i++) {
                result.add(evaluate(input.get(i), at.element(i)).orElseGet(JsonNodeFactory.instance::nullNode));
            }
            return Optional.of(result);
        }
        return Optional.of(input);
    }

    private Optional<JsonNode> text(String text, ValuePath at) {
        try {
            var json =
                    session.isSingle(text) ? Optional.of(session.renderJson(text, context)) : Optional.<String>empty();
            if (json.isPresent()) {
                values.chargeJson(json.get());
                return json.get().isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(json.get()));
            }
        } catch (TemplateFailure e) {
            return Optional.of(JsonNodeFactory.instance.textNode(text));
        } catch (JsonProcessingException e) {
            // Several outputs in one statement are not valid JSON, so the result is a text.
        } catch (Exceeded e) {
            throw Renderer.unrenderable(at.pointer(), String.valueOf(e.getMessage()));
        }
        return plain(text, at);
    }

    private Optional<JsonNode> plain(String text, ValuePath at) {
        try {
            var rendered = session.render(text, context);
            values.chargeText(rendered);
            return rendered.isEmpty() ? Optional.empty() : Optional.of(JsonNodeFactory.instance.textNode(rendered));
        } catch (TemplateFailure e) {
            return Optional.of(JsonNodeFactory.instance.textNode(text));
        } catch (Exceeded e) {
            throw Renderer.unrenderable(at.pointer(), String.valueOf(e.getMessage()));
        }
    }
}
