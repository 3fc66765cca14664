package dev.milepost.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;

/** One document of a text, and the lines of what is in it. */
public record Document(JsonNode value, LineNumbers lines) {}
