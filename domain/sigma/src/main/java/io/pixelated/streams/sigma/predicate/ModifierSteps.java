package io.pixelated.streams.sigma.predicate;

import io.pixelated.streams.sigma.predicate.ReferencesField.Relation;
import io.pixelated.streams.sigma.predicate.RegexFind.Flag;
import io.pixelated.streams.sigma.rule.Comparison;
import io.pixelated.streams.sigma.rule.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What each single modifier does to a {@link Draft}. */
final class ModifierSteps {

  private final Placeholders placeholders;

  ModifierSteps(Placeholders placeholders) {
    this.placeholders = Objects.requireNonNull(placeholders);
  }

  /** The drafts that {@code modifier} makes of one; several are alternatives. */
  List<Draft> apply(Modifier modifier, Draft draft) {
    return switch (modifier) {
      case CONTAINS, STARTSWITH, ENDSWITH -> List.of(position(modifier, draft));
      case WINDASH -> List.of(new Draft.Text(text(modifier, draft).withAnyDash(), null));
      case BASE64, BASE64OFFSET, UTF8, UTF16LE, UTF16BE, UTF16 -> encode(modifier, draft);
      case EXPAND -> expand(draft);
      case RE -> List.of(new Draft.Regex(untouched(modifier, draft), Set.of()));
      case IGNORECASE -> List.of(flag(modifier, draft, Flag.IGNORE_CASE));
      case MULTILINE -> List.of(flag(modifier, draft, Flag.MULTI_LINE));
      case DOTALL -> List.of(flag(modifier, draft, Flag.DOT_ALL));
      case CIDR -> List.of(network(untouched(modifier, draft)));
      case EXISTS -> List.of(exists(draft));
      case FIELDREF -> List.of(reference(draft));
      case GT, GTE, LT, LTE ->
          List.of(compare(modifier, draft, Comparison.valueOf(modifier.name())));
      case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR -> List.of(timePart(modifier, draft));
      case ALL, NEQ, CASED -> List.of(draft);
    };
  }

  private static Draft position(Modifier modifier, Draft draft) {
    if (draft instanceof Draft.Regex regex) {
      String inner = "(?:" + regex.regex() + ")";
      return switch (modifier) {
        case STARTSWITH -> new Draft.Regex("^" + inner, regex.flags());
        case ENDSWITH -> new Draft.Regex(inner + "$", regex.flags());
        default -> regex;
      };
    }
    if (draft instanceof Draft.Reference reference) {
      Relation relation =
          switch (modifier) {
            case STARTSWITH -> Relation.STARTS_WITH;
            case ENDSWITH -> Relation.ENDS_WITH;
            default -> Relation.CONTAINS;
          };
      return new Draft.Reference(reference.field(), relation);
    }
    SigmaString text = text(modifier, draft);
    SigmaString positioned =
        switch (modifier) {
          case STARTSWITH -> text.anyAfter();
          case ENDSWITH -> text.anyBefore();
          default -> text.anyBefore().anyAfter();
        };
    return new Draft.Text(positioned, null);
  }

  private static List<Draft> encode(Modifier modifier, Draft draft) {
    if (draft instanceof Draft.Bytes bytes) {
      return Encodings.apply(modifier, bytes.bytes());
    }
    SigmaString pattern = text(modifier, draft);
    return pattern.spellOutDashes(Encodings.MAX_SPELLINGS).stream()
        .flatMap(spelling -> Encodings.apply(modifier, plain(modifier, spelling)).stream())
        .toList();
  }

  private static String plain(Modifier modifier, SigmaString pattern) {
    if (!pattern.isPlain()) {
      throw new InvalidItem(
          "'"
              + modifier.spelling()
              + "' cannot encode wildcards; escape them with \\ or put 'contains' after it");
    }
    return pattern.plainText();
  }

  private List<Draft> expand(Draft draft) {
    if (draft instanceof Draft.Regex regex) {
      return placeholders.expand(regex.regex()).stream()
          .<Draft>map(text -> new Draft.Regex(text, regex.flags()))
          .toList();
    }
    String pattern =
        draft instanceof Draft.Text text && text.raw() != null
            ? text.raw()
            : text(Modifier.EXPAND, draft).toString();
    return placeholders.expand(pattern).stream()
        .<Draft>map(text -> new Draft.Text(SigmaString.parse(text), text))
        .toList();
  }

  private static Draft flag(Modifier modifier, Draft draft, Flag flag) {
    if (draft instanceof Draft.Regex regex) {
      Set<Flag> flags = EnumSet.of(flag);
      flags.addAll(regex.flags());
      return new Draft.Regex(regex.regex(), flags);
    }
    throw new InvalidItem(
        "'" + modifier.spelling() + "' only follows 're'; write it as re|i, re|m or re|s");
  }

  private static Draft network(String cidr) {
    return new Draft.Done("a network", new InNetwork(IpNetwork.parse(cidr)));
  }

  private static Draft exists(Draft draft) {
    if (draft instanceof Draft.Bool bool) {
      return new Draft.Done("an existence test", new Exists(bool.value()));
    }
    throw new InvalidItem("'exists' takes true or false, not " + draft.kind());
  }

  private static Draft reference(Draft draft) {
    SigmaString name = SigmaString.parse(untouched(Modifier.FIELDREF, draft));
    if (!name.isPlain() || name.plainText().isEmpty()) {
      throw new InvalidItem(
          "'fieldref' takes the name of a field without wildcards; write contains, startswith or"
              + " endswith beside it");
    }
    return new Draft.Reference(name.plainText(), Relation.EQUALS);
  }

  private static Draft compare(Modifier modifier, Draft draft, Comparison comparison) {
    if (draft instanceof Draft.Numeric number) {
      return new Draft.Done("a comparison", new NumberCompare(comparison, number.number()));
    }
    if (draft instanceof Draft.Part part) {
      TimePart equal = part.predicate();
      return new Draft.Done("a comparison", new TimePart(equal.unit(), comparison, equal.number()));
    }
    throw new InvalidItem(
        "'" + modifier.spelling() + "' takes a number without quotes, not " + draft.kind());
  }

  private static Draft timePart(Modifier modifier, Draft draft) {
    if (draft instanceof Draft.Numeric number) {
      return new Draft.Part(
          new TimePart(TimePart.Unit.valueOf(modifier.name()), Comparison.EQ, number.number()));
    }
    throw new InvalidItem(
        "'" + modifier.spelling() + "' takes a number without quotes, not " + draft.kind());
  }

  private static SigmaString text(Modifier modifier, Draft draft) {
    if (draft instanceof Draft.Text text) {
      return text.pattern();
    }
    if (draft instanceof Draft.Bytes bytes) {
      return bytes.asText();
    }
    String remedy =
        draft instanceof Draft.Numeric || draft instanceof Draft.Bool
            ? "; put the value in quotes"
            : "; remove the modifier";
    throw new InvalidItem(
        "'" + modifier.spelling() + "' takes a string, not " + draft.kind() + remedy);
  }

  /** The text as written, for modifiers to which wildcards and escapes mean nothing. */
  private static String untouched(Modifier modifier, Draft draft) {
    text(modifier, draft);
    if (draft instanceof Draft.Text text && text.raw() != null) {
      return text.raw();
    }
    throw new InvalidItem(
        "'" + modifier.spelling() + "' must be the first modifier; move it to the front");
  }
}
