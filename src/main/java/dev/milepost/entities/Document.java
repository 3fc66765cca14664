package dev.milepost.entities;

import com.fasterxml.jackson.databind.JsonNode;

/** One document of a text, and the lines of what is in it. */
record Document(JsonNode value, Lines lines) {}
