package io.pixelated.streams.sigma.predicate;

/** Holds if the field is absent or has a null value. */
public record IsNull() implements FieldPredicate {}
