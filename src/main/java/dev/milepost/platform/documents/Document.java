package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;

/** One JSON or YAML document, with the line numbers of its values. */
public record Document(JsonNode value, LineNumbers lines) {}
