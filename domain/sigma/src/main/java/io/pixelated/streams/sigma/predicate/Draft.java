package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.ReferencesField.Relation;
import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A value on its way through the modifiers of its item. */
sealed interface Draft {

  /** For messages. */
  String kind();

  FieldPredicate finish(boolean cased);

  /** Text that no modifier made into something else; {@code raw} is null once it was changed. */
  record Text(SigmaString pattern, String raw) implements Draft {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new TextMatch(pattern, cased);
    }
  }

  /** Text after utf16 and the like: each character is one byte. */
  record Bytes(String latin1) implements Draft {
    Bytes(byte[] bytes) {
      this(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String kind() {
      return "an encoded string";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new TextMatch(asText(), cased);
    }

    SigmaString asText() {
      return SigmaString.plain(latin1);
    }
  }

  record Regex(String regex, Set<Flag> flags) implements Draft {
    @Override
    public String kind() {
      return "a regular expression";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new RegexFind(regex, flags);
    }
  }

  record Reference(String field, Relation relation) implements Draft {
    @Override
    public String kind() {
      return "a field reference";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new ReferencesField(field, relation, cased);
    }
  }

  record Numeric(BigDecimal number) implements Draft {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new NumberEquals(number);
    }
  }

  record Bool(boolean value) implements Draft {
    @Override
    public String kind() {
      return "a boolean";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new BooleanEquals(value);
    }
  }

  record Null() implements Draft {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return new IsNull();
    }
  }

  record Part(TimePart predicate) implements Draft {
    @Override
    public String kind() {
      return "a part of a time";
    }

    @Override
    public FieldPredicate finish(boolean cased) {
      return predicate;
    }
  }

  /** A predicate that no further modifier can change. */
  record Done(String kind, FieldPredicate predicate) implements Draft {
    @Override
    public FieldPredicate finish(boolean cased) {
      return predicate;
    }
  }
}
