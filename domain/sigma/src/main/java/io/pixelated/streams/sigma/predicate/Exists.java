package io.pixelated.streams.sigma.predicate;

/** Holds if the field is there, whatever its value, or is not there. */
public record Exists(boolean expected) implements FieldPredicate {}
