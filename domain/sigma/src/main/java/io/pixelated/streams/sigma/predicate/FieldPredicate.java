package io.pixelated.streams.sigma.predicate;

/** What a detection item asks of a field, once its modifiers are applied to one value. */
public sealed interface FieldPredicate permits ValuePredicate, IsNull, Exists, ReferencesField {}
